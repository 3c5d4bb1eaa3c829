#!/usr/bin/env python3
"""Writes contours.bin, the contours of the communes that the library embeds.

    python3 produire.py communes-contours.topojson[.xz]

The source is a TopoJSON with a transform, whose geometries have the property `code` (INSEE code); see SOURCES.md beside this file.
Nothing is simplified here: the grid of the source is kept. What changes is the layout: one deflated block for each département,
so that drawing a territory inflates a few of them.

contours.bin, little-endian:
    4 x f64     degrees of longitude and latitude of one step of the grid, then of its origin
    u16         number of blocks, in the order of their codes
    blocks      3 bytes of code (`01 `, `2A `, `971`), u32 of packed length, 4 x i32 of extent (x and y least, x and y greatest)
    bodies      raw deflate, one after the other

A body is a list of variable-length integers (7 bits a byte, least first, the eighth says that more follow; signed ones are zigzag):
    number of arcs; for each: number of points, then steps from point to point, the first from the last point of the arc before
    number of communes; for each: its number within the département less that of the one before, number of rings; for each ring:
    number of arcs, then their references less the one before (a reference r is the arc r, or the arc ~r backwards)

An arc is shared by the communes on its two sides. On the border of two départements both blocks have it, point for point.
"""
import json
import lzma
import struct
import sys
import zlib
from collections import defaultdict
from pathlib import Path


def read(path):
    raw = Path(path).read_bytes()
    return json.loads(lzma.decompress(raw) if path.endswith(".xz") else raw)


def absolute(arc):
    """The points of an arc, without steps that stand still."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        if not points or points[-1] != (x, y):
            points.append((x, y))
    return points


def rings(geometry):
    """The rings of a geometry, holes included: filled by the even-odd rule, they need no more order than that."""
    if geometry["type"] == "Polygon":
        return geometry["arcs"]
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in geometry["arcs"] for ring in polygon]
    return []


def department(code):
    return code[:3] if code.startswith("97") else code[:2]


def varint(number, out):
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def zigzag(number, out):
    varint(number << 1 if number >= 0 else ~(number << 1), out)


def block(communes, arcs):
    """The body of a département, and its extent."""
    body, used, lines, extent = bytearray(), {}, bytearray(), None
    number = 0
    for code, shape in communes:
        suffix = int(code[len(department(code)):])
        varint(suffix - number, lines)
        number = suffix
        varint(len(shape), lines)
        for ring in shape:
            varint(len(ring), lines)
            before = 0
            for reference in ring:
                arc = reference if reference >= 0 else ~reference
                own = used.setdefault(arc, len(used))
                own = own if reference >= 0 else ~own
                zigzag(own - before, lines)
                before = own
    varint(len(used), body)
    x = y = 0
    for arc in used:
        varint(len(arcs[arc]), body)
        for px, py in arcs[arc]:
            zigzag(px - x, body)
            zigzag(py - y, body)
            x, y = px, py
    points = [point for arc in used for point in arcs[arc]]
    extent = (min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points))
    varint(len(communes), body)
    return bytes(body + lines), extent


def main(path):
    source = read(path)
    geometries = [g for o in source["objects"].values() for g in o["geometries"]]
    arcs = [absolute(arc) for arc in source["arcs"]]
    departments = defaultdict(list)
    for geometry in geometries:
        # A ring whose arcs all shrank to a point has no surface.
        shape = [[r for r in ring if len(arcs[r if r >= 0 else ~r]) > 1] for ring in rings(geometry)]
        shape = [ring for ring in shape if ring]
        if shape:
            departments[department(geometry["properties"]["code"])].append((geometry["properties"]["code"], shape))
    transform = source["transform"]
    head = bytearray(struct.pack("<4dH", *transform["scale"], *transform["translate"], len(departments)))
    bodies, plain = bytearray(), 0
    for code, communes in sorted(departments.items()):
        body, extent = block(sorted(communes), arcs)
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = deflate.compress(body) + deflate.flush()
        head += struct.pack("<3sI4i", code.ljust(3).encode("ascii"), len(packed), *extent)
        bodies += packed
        plain += len(body)
    (Path(__file__).parent / "contours.bin").write_bytes(head + bodies)
    total = sum(len(communes) for communes in departments.values())
    print(f"{total} communes, {len(departments)} blocks, {plain} bytes plain, {len(head) + len(bodies)} bytes packed")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
