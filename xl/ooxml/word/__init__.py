"""Word's .docx blanks (Word のひな形): read as a table of spots, filled in place, nothing else changed."""
