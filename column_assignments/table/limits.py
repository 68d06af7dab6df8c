"""How much a file may hold. Far above any real table; what goes beyond is a mistake or an attack."""

SIZE_LIMIT = 10 * 1024 * 1024  # bytes of the file
UNPACKED_LIMIT = 20 * 1024 * 1024  # bytes of a workbook's parts together
PART_LIMIT = 2 * 1024 * 1024  # bytes of a part that is no sheet and holds no texts (styles, theme)
PARTS_LIMIT = 500  # files inside a workbook
ELEMENT_LIMIT = 400_000  # XML elements of a workbook: 5,000 rows with 11 texts each have 220,000
DEPTH_LIMIT = 60  # XML elements inside each other
ROW_LIMIT, WIDTH_LIMIT = 5_000, 50
