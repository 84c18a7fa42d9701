"""What is right (何が正しいか): the notice as pure functions, number grammars, schemas. Knows
neither Excel nor files."""
