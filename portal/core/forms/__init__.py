"""Shape and range of what people type; no queries."""
