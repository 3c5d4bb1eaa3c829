//! Lists that a trame goes through even where they are empty: one item, to fill in.

use minijinja::{Error, value::Value};

use super::invalid;
use crate::{
    data::{Child, Node},
    printed::Printed,
    schema::Type,
};

/// The filter that gives an empty list one item to fill in.
pub(crate) const OU_VIERGE: &str = "ou_vierge";

/// `chemin.liste` where it is gone through: the list, with its address also where it is missing.
pub(super) fn list(base: &Value, path: &str) -> Result<Value, Error> {
    let Some(node) = base.downcast_object_ref::<Node>() else { return Ok(Value::UNDEFINED) };
    match node.at(path).ok_or_else(|| invalid(format!("« {path} » n’existe pas")))? {
        // Names that the profile hides are there: one word stands for them all.
        Child::Masked(_) => Ok(Printed::new(node, path).into_iter().map(Value::from_object).collect()),
        child => Ok(child.to_value()),
    }
}

/// The list, or a list of one item to fill in where it is empty.
pub(super) fn or_blank(list: &Value) -> Value {
    let Some(node) = list.downcast_object_ref::<Node>().filter(|node| node.is_list()) else {
        return if list.is_undefined() { Value::from(Vec::<Value>::new()) } else { list.clone() };
    };
    if node.len() > 0 {
        return list.clone();
    }
    let item = match (node.blank_item(), &node.ty) {
        (Some(item), _) => item.to_value(),
        // Words have no fields: the list itself is what is missing.
        (None, Type::List(item)) => {
            let nom = node.adresse.rsplit('/').next().unwrap_or_default();
            Value::from_object(Printed::of(node.adresse.clone(), nom, item.as_ref().clone(), None, None))
        }
        (None, _) => return list.clone(),
    };
    Value::from(vec![item])
}
