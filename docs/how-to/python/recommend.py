"""Recommendations from Python with nothing but the driver: pip install neo4j

    python recommend.py bolt://localhost:7687 neo4j PASSWORD [FOLDER]

Expects the films of cypher-examples/01-movies. Trains a model, prints recommendations, and with FOLDER writes interactions.csv and
vectors.csv, and reads vectors back. Every statement here also runs in the build, through the Java driver.
"""

import csv
import sys
from pathlib import Path

from neo4j import GraphDatabase

EMBED = """
CALL rec.embed.nodes.write('Movie', {textProperties: ['title', 'plot'], onlyStale: true}) YIELD nodePropertiesWritten
RETURN nodePropertiesWritten AS written
"""

PROJECT = """
CALL gds.graph.project($graph, {User: {}, Movie: {properties: ['embedding']}}, 'RATED') YIELD relationshipCount
RETURN relationshipCount AS interactions
"""

TRAIN = """
CALL rec.train($graph, {modelName: $model, featureProperties: ['embedding']}) YIELD architecture, metrics
RETURN architecture, metrics
"""

RECOMMEND = """
MATCH (user:User {name: $name})
CALL rec.recommend.stream($model, user, {k: $k}) YIELD rank, item, score, regime
RETURN rank, item.title AS title, score, regime ORDER BY rank
"""

INTERACTIONS = """
MATCH (user:User)-[:RATED]->(item:Movie)
RETURN user.name AS user, item.title AS item ORDER BY user, item
"""

VECTORS = """
MATCH (item:Movie) WHERE item.embedding IS NOT NULL
RETURN item.title AS item, item.embedding AS vector ORDER BY item
"""

IMPORT = """
UNWIND $rows AS row
MATCH (item:Movie {title: row.item})
SET item.trained = row.vector
RETURN count(*) AS imported
"""

DROP = """
CALL rec.model.drop($model, false) YIELD modelName
RETURN count(*) AS dropped
"""

DROP_GRAPH = """
CALL gds.graph.drop($graph, false) YIELD graphName
RETURN count(*) AS dropped
"""


def main(uri, user, password, folder=None):
    with GraphDatabase.driver(uri, auth=(user, password)) as driver:

        def rows(statement, **parameters):
            return [record.data() for record in driver.execute_query(statement, parameters).records]

        rows(DROP, model="from-python")
        rows(DROP_GRAPH, graph="from-python")
        print(rows(EMBED)[0]["written"], "vectors written")
        print(rows(PROJECT, graph="from-python")[0]["interactions"], "interactions")
        print("trained", rows(TRAIN, graph="from-python", model="from-python")[0]["architecture"])
        for row in rows(RECOMMEND, model="from-python", name="Ada", k=3):
            print(row["rank"], row["title"], f"{row['score']:.2f}", row["regime"])
        if folder:
            write(Path(folder, "interactions.csv"), rows(INTERACTIONS))
            write(Path(folder, "vectors.csv"), rows(VECTORS))
            print(rows(IMPORT, rows=vectors(Path(folder, "vectors.csv")))[0]["imported"], "vectors imported")


def write(path, rows):
    """One line per row; a vector is one field, its numbers separated by blanks."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow([" ".join(map(str, value)) if isinstance(value, list) else value for value in row.values()])


def vectors(path):
    with path.open(newline="", encoding="utf-8") as file:
        return [
            {"item": row["item"], "vector": [float(number) for number in row["vector"].split()]}
            for row in csv.DictReader(file)
        ]


if __name__ == "__main__":
    main(*sys.argv[1:])
