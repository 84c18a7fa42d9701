"""Office Open XML (xlsx の部品): single parts of a workbook changed, everything else carried through; see README.md."""
