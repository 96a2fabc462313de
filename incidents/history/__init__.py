"""Years kept in spreadsheets become reports that falsify no figure of today."""
