// Three plots, and a genre that says in words what two of them have in common.
CREATE (space:Genre {text: 'Stories about space travel'})
CREATE (:Film {text: 'A pilot steers a broken shuttle back to Earth'})-[:IN]->(space)
CREATE (:Film {text: 'Settlers survive a winter on a red planet'})-[:IN]->(space)
CREATE (:Film {text: 'A baker saves her shop with an old recipe'});
