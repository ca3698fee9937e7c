"""Names, time expressions and quotations as spaCy components."""
