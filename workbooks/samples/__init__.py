"""Invented workbooks for the demo and the tests. No person, school or number here exists."""
