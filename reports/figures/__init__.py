"""Every number of the system, counted here and nowhere else.

Each function takes the rows it may count (pages: `visible_to(user)`; documents: the team's rows up
to the document's classification), groups them in the database, and returns frozen values. A
`Number` carries the query that lists exactly the rows it counts.
"""
