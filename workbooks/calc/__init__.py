"""LibreOffice Calc (Calc の拡張機能): careerup.oxt and what runs inside LibreOffice. ``build`` makes it; the other
modules run in LibreOffice's own Python, which has no packages: they import nothing but the standard
library, ``uno`` and each other, and decide nothing."""
