"""指定事務と修了判定: the tables of the designation desk, found by their headings."""
