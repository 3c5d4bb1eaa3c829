//! Outline to an editable, accessible, branded document.
