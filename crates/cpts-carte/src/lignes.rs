//! Lines of the ground: cut at the frame, smoothed, put end to end.

use std::collections::BTreeMap;

use crate::forme::{Line, Point, Rect, clip_segment};

/// Returns the parts of a line inside a rectangle.
pub(crate) fn clip_line(rect: &Rect, line: &[Point]) -> Vec<Line> {
    let mut parts: Vec<Line> = Vec::new();
    for pair in line.windows(2) {
        let Some((from, to)) = clip_segment(rect, pair[0], pair[1]) else { continue };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&from) => part.push(to),
            _ => parts.push(vec![from, to]),
        }
    }
    parts
}

/// Returns a ring cut along the sides of a rectangle; parts that leave it follow the sides.
pub(crate) fn clip_ring(rect: &Rect, ring: &[Point]) -> Line {
    let mut ring = ring.to_vec();
    for (axis, side, sign) in
        [(0, rect.min[0], -1.0), (0, rect.max[0], 1.0), (1, rect.min[1], -1.0), (1, rect.max[1], 1.0)]
    {
        let inside = |point: &Point| sign * (point[axis] - side) <= 0.0;
        let mut cut = Vec::with_capacity(ring.len() + 4);
        for (index, point) in ring.iter().enumerate() {
            let before = &ring[(index + ring.len() - 1) % ring.len()];
            if inside(point) != inside(before) {
                let share = (side - before[axis]) / (point[axis] - before[axis]);
                cut.push([before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share]);
            }
            if inside(point) {
                cut.push(*point);
            }
        }
        ring = cut;
    }
    ring
}

/// Returns a line with its corners cut so many times; its ends stay, so that lines that meet go on meeting.
pub(crate) fn smooth(line: &[Point], times: u32) -> Line {
    let closed = line.len() > 3 && line.first() == line.last();
    let mut smooth = line.to_vec();
    for _ in 0..times {
        if smooth.len() < 3 {
            break;
        }
        let mut cut = Vec::with_capacity(2 * smooth.len());
        if !closed {
            cut.push(smooth[0]);
        }
        let last = smooth.len() - 2;
        for (index, pair) in smooth.windows(2).enumerate() {
            let at = |share: f64| [0, 1].map(|axis| pair[0][axis] + (pair[1][axis] - pair[0][axis]) * share);
            if closed || index > 0 {
                cut.push(at(0.25));
            }
            if closed || index < last {
                cut.push(at(0.75));
            }
        }
        cut.push(if closed { cut[0] } else { smooth[smooth.len() - 1] });
        smooth = cut;
    }
    smooth
}

/// Puts lines end to end where just two of them meet, so that their joints are those of one line.
pub(crate) fn chained(lines: Vec<Line>) -> Vec<Line> {
    let key = |point: &Point| point.map(f64::to_bits);
    // Lines that end at a point, by their index; a line that comes back to its beginning meets itself only.
    let mut ends: BTreeMap<[u64; 2], Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        for point in [line.first(), line.last()].into_iter().flatten() {
            ends.entry(key(point)).or_default().push(index);
        }
    }
    let mut left: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    let mut chains = Vec::new();
    for index in 0..left.len() {
        let Some(mut chain) = left[index].take() else { continue };
        // Forwards, then from the other end.
        for _ in 0..2 {
            while let Some(point) = chain.last().copied()
                && let Some([one, two]) = ends.get(&key(&point)).map(Vec::as_slice)
                && let Some(mut next) = left[*one].take().or_else(|| left[*two].take())
            {
                if next.first() != Some(&point) {
                    next.reverse();
                }
                chain.extend(next.into_iter().skip(1));
            }
            chain.reverse();
        }
        chains.push(chain);
    }
    chains
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(side: f64) -> Line {
        Rect { min: [0.0; 2], max: [side; 2] }.corners().to_vec()
    }

    #[test]
    fn ring_is_cut_along_the_sides_of_the_frame() {
        let frame = Rect { min: [-5.0, 2.0], max: [5.0, 20.0] };
        assert_eq!(Rect::of(&clip_ring(&frame, &square(10.0))), Rect { min: [0.0, 2.0], max: [5.0, 10.0] });
        assert!(clip_ring(&Rect { min: [20.0; 2], max: [30.0; 2] }, &square(10.0)).is_empty());
    }

    #[test]
    fn line_is_cut_into_what_the_frame_shows() {
        let frame = Rect { min: [0.0; 2], max: [10.0; 2] };
        let line = [[-5.0, 5.0], [5.0, 5.0], [5.0, 15.0], [8.0, 15.0], [8.0, 5.0]];
        let parts = clip_line(&frame, &line);
        assert_eq!(parts, [vec![[0.0, 5.0], [5.0, 5.0], [5.0, 10.0]], vec![[8.0, 10.0], [8.0, 5.0]]]);
        assert!(frame.crossed_by([-1.0, 5.0], [11.0, 6.0]) && !frame.crossed_by([-1.0, -1.0], [-2.0, 5.0]));
    }

    #[test]
    fn smoothing_keeps_the_ends_of_a_line_and_closes_a_ring() {
        let line = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]];
        let smoothed = smooth(&line, 2);
        assert_eq!((smoothed.first(), smoothed.last()), (line.first(), line.last()));
        let ring = [square(4.0), vec![[0.0, 0.0]]].concat();
        let smoothed = smooth(&ring, 2);
        assert_eq!(smoothed.first(), smoothed.last());
        assert!(!smoothed.contains(&[0.0, 0.0]));
    }

    #[test]
    fn lines_are_chained_where_two_meet_and_not_where_three_do() {
        let [one, two, three, four] = [[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [2.0, 1.0]];
        let lines = vec![vec![two, one], vec![three, two]];
        assert_eq!(chained(lines.clone()), [vec![three, two, one]]);
        let fork = [lines.clone(), vec![vec![two, four]]].concat();
        assert_eq!(chained(fork).len(), 3);
        let ring = [lines, vec![vec![three, four, one]]].concat();
        let chains = chained(ring);
        assert_eq!((chains.len(), chains[0].first(), chains[0].len()), (1, chains[0].last(), 5));
    }
}
