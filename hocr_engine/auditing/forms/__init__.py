"""Forms: the tables of an audit as text, data, a page and a workbook."""
