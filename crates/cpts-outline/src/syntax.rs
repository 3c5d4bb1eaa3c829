//! The syntax of trames: the one place that reads the syntax tree of minijinja.
//!
//! Its tree is copied into ours, every name with its place, so that a change of that unstable interface stops here.

mod faults;

use minijinja::{
    Error, ErrorKind,
    machinery::{self, Span, ast},
    syntax::SyntaxConfig,
};

/// Place in a trame, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    pub(crate) ligne: u32,
    pub(crate) colonne: u32,
    /// Bytes from the start of the parsed text.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

pub(crate) use faults::{faults, reason};

impl At {
    /// Returns the place of an offset in a text.
    pub(crate) fn of(source: &str, offset: usize) -> Self {
        let mut position = offset.min(source.len());
        while !source.is_char_boundary(position) {
            position -= 1;
        }
        let before = &source[..position];
        let line_start = before.rfind('\n').map_or(0, |found| found + 1);
        Self {
            ligne: before.matches('\n').count() as u32 + 1,
            colonne: before[line_start..].chars().count() as u32 + 1,
            start: position,
            end: position,
        }
    }
}

/// A statement.
#[derive(Debug)]
pub(crate) enum Stmt {
    /// `{{ … }}`.
    Print(Expr),
    /// `{% for a, b in … if … %}`.
    For { targets: Vec<(String, At)>, iter: Expr, filter: Option<Expr>, body: Vec<Self>, otherwise: Vec<Self> },
    /// `{% if … %}`.
    If { test: Expr, then: Vec<Self>, otherwise: Vec<Self> },
    /// `{% set a = … %}`.
    Set { target: Option<String>, value: Expr },
    /// A statement that trames do not have.
    Forbidden { nom: &'static str, at: At },
}

/// An expression.
#[derive(Debug)]
pub(crate) struct Expr {
    pub(crate) at: At,
    pub(crate) kind: Kind,
}

/// Kind of an expression.
#[derive(Debug)]
pub(crate) enum Kind {
    /// A name.
    Var(String),
    /// A text, a number, true, false, none.
    Const(minijinja::Value),
    /// `a.b`.
    Attr(Box<Expr>, String),
    /// `a[b]`.
    Item(Box<Expr>, Box<Expr>),
    /// `a | f(…)`.
    Filter { nom: String, on: Option<Box<Expr>>, args: Vec<Arg> },
    /// `a is t`.
    Test { nom: String, on: Box<Expr>, args: Vec<Arg> },
    /// `f(…)`.
    Call { function: Box<Expr>, args: Vec<Arg> },
    /// `==`, `<`…
    Compare(Vec<Expr>),
    /// `in`, `not in`.
    Within(Vec<Expr>),
    /// `and`, `or`, `not`.
    Logic(Vec<Expr>),
    /// `+`, `-`, `*`, `/`…
    Arithmetic(Vec<Expr>),
    /// `~`.
    Concat(Vec<Expr>),
    /// `a if t else b`.
    Ternary { test: Box<Expr>, then: Box<Expr>, otherwise: Option<Box<Expr>> },
    /// `[a, b]`.
    List(Vec<Expr>),
    /// What trames do not have: slices, maps.
    Forbidden(&'static str),
}

/// An argument.
#[derive(Debug)]
pub(crate) struct Arg {
    /// Name, or `None` by position.
    pub(crate) nom: Option<String>,
    pub(crate) value: Expr,
}

impl Expr {
    /// Returns the names of `a.b.c`: the variable and the path after it.
    pub(crate) fn path(&self) -> Option<(&str, Vec<&str>)> {
        match &self.kind {
            Kind::Var(nom) => Some((nom, Vec::new())),
            Kind::Attr(base, nom) => {
                let (root, mut path) = base.path()?;
                path.push(nom);
                Some((root, path))
            }
            _ => None,
        }
    }

    /// Returns where the expression begins: the engine places `a.b` at its last name.
    pub(crate) fn leftmost(&self) -> At {
        match &self.kind {
            Kind::Attr(base, _)
            | Kind::Item(base, _)
            | Kind::Filter { on: Some(base), .. }
            | Kind::Test { on: base, .. } => base.leftmost(),
            Kind::Call { function, .. } => function.leftmost(),
            Kind::Ternary { then, .. } => then.leftmost(),
            Kind::Compare(sides) | Kind::Within(sides) | Kind::Arithmetic(sides) | Kind::Concat(sides)
                if sides.len() > 1 =>
            {
                sides[0].leftmost()
            }
            _ => self.at,
        }
    }

    /// Returns the constant text.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Const(value) => value.as_str(),
            _ => None,
        }
    }
}

/// Parses a trame.
///
/// # Errors
/// The error of the template engine, with its line; [`faults`] says it in French, with everything else.
pub(crate) fn parse(source: &str) -> Result<Vec<Stmt>, Error> {
    // The engine bounds what stands in brackets, and follows a chain of signs down to the end of the stack.
    if faults::too_deep(source) {
        return Err(Error::new(ErrorKind::SyntaxError, ""));
    }
    let tree = parse_tag(source)?;
    Ok(match tree {
        ast::Stmt::Template(template) => block(&template.children),
        other => stmt(&other).into_iter().collect(),
    })
}

/// Parses a text that is known not to go too deep.
fn parse_tag(source: &str) -> Result<ast::Stmt<'_>, Error> {
    machinery::parse(source, "trame", SyntaxConfig::default())
}

fn block(children: &[ast::Stmt<'_>]) -> Vec<Stmt> {
    children.iter().filter_map(stmt).collect()
}

fn stmt(node: &ast::Stmt<'_>) -> Option<Stmt> {
    let forbidden = |nom, span| Some(Stmt::Forbidden { nom, at: at(span) });
    match node {
        ast::Stmt::EmitRaw(_) | ast::Stmt::Template(_) => None,
        ast::Stmt::EmitExpr(emit) => Some(Stmt::Print(expr(&emit.expr))),
        ast::Stmt::ForLoop(node) if node.recursive => forbidden("for … recursive", node.span()),
        ast::Stmt::ForLoop(node) => Some(Stmt::For {
            targets: targets(&node.target),
            iter: expr(&node.iter),
            filter: node.filter_expr.as_ref().map(expr),
            body: block(&node.body),
            otherwise: block(&node.else_body),
        }),
        ast::Stmt::IfCond(node) => {
            Some(Stmt::If { test: expr(&node.expr), then: block(&node.true_body), otherwise: block(&node.false_body) })
        }
        ast::Stmt::Set(node) => {
            let target = match &node.target {
                ast::Expr::Var(var) => Some(var.id.to_owned()),
                _ => None,
            };
            Some(Stmt::Set { target, value: expr(&node.expr) })
        }
        ast::Stmt::WithBlock(node) => forbidden("with", node.span()),
        ast::Stmt::SetBlock(node) => forbidden("set … endset", node.span()),
        ast::Stmt::AutoEscape(node) => forbidden("autoescape", node.span()),
        ast::Stmt::FilterBlock(node) => forbidden("filter", node.span()),
        ast::Stmt::Do(node) => forbidden("do", node.span()),
        ast::Stmt::Block(node) => forbidden("block", node.span()),
        ast::Stmt::Import(node) => forbidden("import", node.span()),
        ast::Stmt::FromImport(node) => forbidden("from", node.span()),
        ast::Stmt::Extends(node) => forbidden("extends", node.span()),
        ast::Stmt::Include(node) => forbidden("include", node.span()),
        ast::Stmt::Macro(node) => forbidden("macro", node.span()),
        ast::Stmt::CallBlock(node) => forbidden("call", node.span()),
    }
}

fn targets(target: &ast::Expr<'_>) -> Vec<(String, At)> {
    match target {
        ast::Expr::Var(var) => vec![(var.id.to_owned(), at(var.span()))],
        ast::Expr::List(list) => list.items.iter().flat_map(targets).collect(),
        ast::Expr::Tuple(tuple) => tuple.items.iter().flat_map(targets).collect(),
        _ => Vec::new(),
    }
}

fn expr(node: &ast::Expr<'_>) -> Expr {
    let boxed = |node: &ast::Expr<'_>| Box::new(expr(node));
    let kind = match node {
        ast::Expr::Var(var) => Kind::Var(var.id.to_owned()),
        ast::Expr::Const(constant) => Kind::Const(constant.value.clone()),
        ast::Expr::GetAttr(get) => Kind::Attr(boxed(&get.expr), get.name.to_owned()),
        ast::Expr::GetItem(get) => Kind::Item(boxed(&get.expr), boxed(&get.subscript_expr)),
        ast::Expr::Filter(filter) => Kind::Filter {
            nom: filter.name.to_owned(),
            on: filter.expr.as_ref().map(boxed),
            args: arguments(&filter.args),
        },
        ast::Expr::Test(test) => {
            Kind::Test { nom: test.name.to_owned(), on: boxed(&test.expr), args: arguments(&test.args) }
        }
        ast::Expr::Call(call) => Kind::Call { function: boxed(&call.expr), args: arguments(&call.args) },
        ast::Expr::Compare(compare) => Kind::Compare(
            std::iter::once(&compare.expr).chain(compare.ops.iter().map(|op| &op.expr)).map(expr).collect(),
        ),
        ast::Expr::UnaryOp(unary) => match unary.op {
            ast::UnaryOpKind::Not => Kind::Logic(vec![expr(&unary.expr)]),
            ast::UnaryOpKind::Neg => Kind::Arithmetic(vec![expr(&unary.expr)]),
        },
        ast::Expr::BinOp(binary) => {
            let sides = vec![expr(&binary.left), expr(&binary.right)];
            match binary.op {
                ast::BinOpKind::ScAnd | ast::BinOpKind::ScOr => Kind::Logic(sides),
                ast::BinOpKind::Eq
                | ast::BinOpKind::Ne
                | ast::BinOpKind::Lt
                | ast::BinOpKind::Lte
                | ast::BinOpKind::Gt
                | ast::BinOpKind::Gte => Kind::Compare(sides),
                ast::BinOpKind::In => Kind::Within(sides),
                ast::BinOpKind::Concat => Kind::Concat(sides),
                _ => Kind::Arithmetic(sides),
            }
        }
        ast::Expr::IfExpr(ternary) => Kind::Ternary {
            test: boxed(&ternary.test_expr),
            then: boxed(&ternary.true_expr),
            otherwise: ternary.false_expr.as_ref().map(boxed),
        },
        ast::Expr::List(list) => Kind::List(list.items.iter().map(expr).collect()),
        ast::Expr::Tuple(tuple) => Kind::List(tuple.items.iter().map(expr).collect()),
        ast::Expr::Slice(_) => Kind::Forbidden("[ : ]"),
        ast::Expr::Map(_) => Kind::Forbidden("{ : }"),
    };
    Expr { at: at(node.span()), kind }
}

fn arguments(args: &[ast::CallArg<'_>]) -> Vec<Arg> {
    let arg = |arg: &ast::CallArg<'_>| match arg {
        ast::CallArg::Pos(value) | ast::CallArg::PosSplat(value) | ast::CallArg::KwargSplat(value) => {
            Arg { nom: None, value: expr(value) }
        }
        ast::CallArg::Kwarg(nom, value) => Arg { nom: Some((*nom).to_owned()), value: expr(value) },
    };
    args.iter().map(arg).collect()
}

fn at(span: Span) -> At {
    At {
        ligne: u32::from(span.start_line),
        colonne: u32::from(span.start_col) + 1,
        start: span.start_offset as usize,
        end: span.end_offset as usize,
    }
}
