"""The quarterly assessment (季度考评) as a library: facts and a scheme in, score sheets out.

`scheme` reads the rules (考评办法), `facts` what was seen, `scoring` makes `sheets` of them, `workbook` prints these.
Nothing here knows a database, a crawler or the current day.
"""
