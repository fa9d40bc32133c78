// A social network: 19 invented people, who is friends with whom, who follows whom, and which of 15 invented bands they like.
CREATE CONSTRAINT person_name IF NOT EXISTS FOR (p:Person) REQUIRE p.name IS UNIQUE;
CREATE CONSTRAINT band_name IF NOT EXISTS FOR (b:Band) REQUIRE b.name IS UNIQUE;

UNWIND [
  ['Ada', ['Hay and Harrow', 'The Long Mile', 'Ferryman']], ['Ben', ['Hay and Harrow', 'Juniper Road', 'Ferryman']],
  ['Caro', ['The Long Mile', 'Juniper Road', 'Old Mill Choir']], ['Dino', ['Hay and Harrow', 'Old Mill Choir', 'Ferryman']],
  ['Ela', ['Juniper Road', 'The Long Mile', 'Blue Staircase']], ['Finn', ['Old Mill Choir', 'Hay and Harrow']],
  ['Gabi', ['Blue Staircase', 'Old Mill Choir', 'Trio Lumen']], ['Hugo', ['Five to Midnight', 'Velvet Exit', 'Trio Lumen']],
  ['Ines', ['Trio Lumen', 'Velvet Exit', 'Brass Parade']], ['Jon', ['Five to Midnight', 'Brass Parade', 'Trio Lumen']],
  ['Kaja', ['Velvet Exit', 'Blue Staircase', 'Old Mill Choir']], ['Luis', ['Brass Parade', 'Five to Midnight', 'Blue Staircase']],
  ['Mina', ['Static Bloom', 'Night Ferry', 'Low Orbit']], ['Nico', ['Static Bloom', 'Low Orbit', 'Glass Tram']],
  ['Olga', ['Night Ferry', 'Glass Tram', 'Pale Circuit']], ['Paul', ['Low Orbit', 'Pale Circuit', 'Static Bloom']],
  ['Quin', ['Glass Tram', 'Night Ferry', 'Velvet Exit']], ['Rike', ['Pale Circuit', 'Static Bloom']]
] AS row
CREATE (person:Person {name: row[0]})
WITH person, row[1] AS bands
UNWIND bands AS name
MERGE (band:Band {name: name})
CREATE (person)-[:LIKES]->(band);

UNWIND [
  ['Ada', 'Ben'], ['Ada', 'Caro'], ['Ben', 'Dino'], ['Caro', 'Dino'], ['Caro', 'Ela'], ['Dino', 'Finn'], ['Ela', 'Finn'],
  ['Gabi', 'Hugo'], ['Gabi', 'Ines'], ['Hugo', 'Jon'], ['Ines', 'Jon'], ['Ines', 'Kaja'], ['Jon', 'Luis'], ['Kaja', 'Luis'],
  ['Mina', 'Nico'], ['Mina', 'Olga'], ['Nico', 'Paul'], ['Olga', 'Paul'], ['Olga', 'Quin'], ['Paul', 'Rike'], ['Quin', 'Rike'],
  ['Ela', 'Gabi'], ['Luis', 'Mina']
] AS pair
MATCH (one:Person {name: pair[0]}), (other:Person {name: pair[1]})
CREATE (one)-[:FRIEND]->(other);

UNWIND [
  ['Ada', ['Ben', 'Dino']], ['Ben', ['Dino', 'Caro']], ['Caro', ['Dino', 'Ada']], ['Dino', ['Ben', 'Ela']], ['Ela', ['Dino', 'Gabi']],
  ['Finn', ['Dino', 'Ben']], ['Gabi', ['Hugo', 'Luis']], ['Hugo', ['Luis', 'Kaja']], ['Ines', ['Luis', 'Hugo']], ['Jon', ['Luis', 'Kaja']],
  ['Kaja', ['Hugo', 'Ines']], ['Luis', ['Hugo', 'Kaja', 'Jon']], ['Mina', ['Paul', 'Olga']], ['Nico', ['Paul', 'Quin']],
  ['Olga', ['Paul', 'Mina']], ['Paul', ['Olga', 'Nico']], ['Quin', ['Olga', 'Rike']], ['Rike', ['Paul', 'Olga']]
] AS row
MATCH (person:Person {name: row[0]})
UNWIND row[1] AS name
MATCH (followed:Person {name: name})
CREATE (person)-[:FOLLOWS]->(followed);

// joined today: Tom has three friends here, likes no band yet and follows nobody
MATCH (gabi:Person {name: 'Gabi'}), (ines:Person {name: 'Ines'}), (jon:Person {name: 'Jon'})
CREATE (tom:Person {name: 'Tom'}), (tom)-[:FRIEND]->(ines), (jon)-[:FRIEND]->(tom), (gabi)-[:FRIEND]->(tom);
