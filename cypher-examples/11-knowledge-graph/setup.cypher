// A knowledge graph of films: 90 invented films with their genres, directors and actors, and what 240 invented people watched.
CREATE CONSTRAINT film_title IF NOT EXISTS FOR (f:Film) REQUIRE f.title IS UNIQUE;
CREATE CONSTRAINT person_name IF NOT EXISTS FOR (p:Person) REQUIRE p.name IS UNIQUE;

UNWIND ['Adventure', 'Comedy', 'Crime', 'Drama', 'Fantasy', 'Musical', 'Romance', 'Science fiction', 'Western'] AS name
CREATE (:Genre {name: name});

UNWIND [
  'Alba Reyes', 'Boris Lund', 'Carla Moss', 'Dag Ekman', 'Edda Frost', 'Felix Amadi', 'Greta Vance', 'Hiro Tanabe',
  'Ilse Brandt', 'Jonas Pike', 'Kira Malik', 'Leo Fontaine', 'Mira Solano', 'Noor Haddad', 'Otto Weiss'
] AS name
CREATE (:Director {name: name});

UNWIND [
  'Ana Bell', 'Ben Cole', 'Cleo Dunn', 'Dina East', 'Emil Ford', 'Fay Grant', 'Gus Hale', 'Hana Ito', 'Ivo Jansen', 'June Kerr',
  'Kurt Lane', 'Lola Mendes', 'Max North', 'Nina Orlov', 'Omar Price', 'Pia Quist', 'Ravi Sen', 'Sara Toll', 'Tom Usher', 'Vera Wood'
] AS name
CREATE (:Actor {name: name});

// a director keeps to one genre, as a rule, and actors go wherever they are asked
WITH ['Silent', 'Crooked', 'Golden', 'Last', 'Hollow', 'Distant', 'Paper', 'Northern', 'Burning', 'Second'] AS adjectives,
     ['Harbour', 'Mirror', 'Winter', 'Train', 'Garden', 'Letter', 'Signal', 'Bridge', 'Summer'] AS nouns
MATCH (g:Genre) WITH adjectives, nouns, g ORDER BY g.name WITH adjectives, nouns, collect(g) AS genres
MATCH (d:Director) WITH adjectives, nouns, genres, d ORDER BY d.name WITH adjectives, nouns, genres, collect(d) AS directors
MATCH (a:Actor) WITH adjectives, nouns, genres, directors, a ORDER BY a.name
WITH adjectives, nouns, genres, directors, collect(a) AS actors
UNWIND range(0, 89) AS f
WITH f, 'The ' + adjectives[f % 10] + ' ' + nouns[f / 10] AS title, (f * 7 + f / 10) % 15 AS director, genres, directors, actors
WITH title, directors[director] AS director, genres[CASE WHEN f % 5 = 0 THEN f % 9 ELSE director % 9 END] AS genre,
     actors[(f * 3 + f / 10) % 20] AS lead, actors[(f * 13 + f / 6 + 5) % 20] AS support
CREATE (film:Film {title: title})
CREATE (film)-[:HAS_GENRE]->(genre)
CREATE (film)-[:DIRECTED_BY]->(director)
CREATE (lead)-[:PLAYS_IN]->(film)
// MERGE: one who plays both parts plays in the film once
MERGE (support)-[:PLAYS_IN]->(film);

UNWIND [
  'Abel', 'Ada', 'Aino', 'Bea', 'Bram', 'Chen', 'Cora', 'Dario', 'Dora', 'Elif', 'Enzo', 'Erik', 'Fay', 'Finn', 'Fritz', 'Gabi',
  'Gina', 'Greta', 'Hans', 'Hugo', 'Ida', 'Ines', 'Iris', 'Ivan', 'Jana', 'Joao', 'Jules', 'Kai', 'Karl', 'Kim', 'Lars', 'Lena',
  'Lin', 'Luca', 'Maja', 'Maud', 'Mei', 'Moe', 'Nils', 'Nora', 'Olaf', 'Olga', 'Oona', 'Paul', 'Pia', 'Quinn', 'Rosa', 'Ruth',
  'Sami', 'Silke', 'Sven', 'Tara', 'Theo', 'Uma', 'Uwe', 'Vito', 'Wanda', 'Xenia', 'Yara', 'Zoe'
] AS name
UNWIND ['Berg', 'Cruz', 'Dahl', 'Egger'] AS surname
CREATE (:Person {name: name + ' ' + surname});

// half of them follow a genre, a quarter a director, a quarter an actor; and all see some of what their film club shows
MATCH (p:Person) WITH p ORDER BY p.name WITH collect(p) AS people
MATCH (g:Genre) WITH people, g ORDER BY g.name WITH people, collect(g) AS genres
MATCH (d:Director) WITH people, genres, d ORDER BY d.name WITH people, genres, collect(d) AS directors
MATCH (a:Actor) WITH people, genres, directors, a ORDER BY a.name WITH people, genres, directors, collect(a) AS actors
MATCH (f:Film) WITH people, genres, directors, actors, f ORDER BY f.title
WITH people, genres, directors, actors, collect(f) AS films
UNWIND range(0, 239) AS u
UNWIND range(0, 89) AS f
WITH people[u] AS person, films[f] AS film, genres[u / 4 % 9] AS genre, directors[u / 4 % 15] AS director, actors[u / 4 % 20] AS actor,
     u, f, (u * u * 7 + f * f * 13 + u * f * 29) % 101 AS chance
WHERE chance < 2
   OR u % 4 < 2 AND chance < 40 AND (film)-[:HAS_GENRE]->(genre)
   OR u % 4 = 2 AND chance < 70 AND (film)-[:DIRECTED_BY]->(director)
   OR u % 4 = 3 AND chance < 85 AND (actor)-[:PLAYS_IN]->(film)
   OR chance < 10 AND (f * 5 + u % 10 * 11) % 23 = 0
CREATE (person)-[:WATCHED]->(film);

// in cinemas from Thursday: nobody has watched it
MATCH (genre:Genre {name: 'Drama'}), (director:Director {name: 'Mira Solano'}), (lead:Actor {name: 'Omar Price'})
CREATE (film:Film {title: 'The Tin Compass'}), (film)-[:HAS_GENRE]->(genre), (film)-[:DIRECTED_BY]->(director), (lead)-[:PLAYS_IN]->(film);
