// A social network: 18 invented people, who is friends with whom, and what they wrote and liked.
CREATE CONSTRAINT person_name IF NOT EXISTS FOR (p:Person) REQUIRE p.name IS UNIQUE;

UNWIND ['Ana', 'Bela', 'Caro', 'Dino', 'Enzo', 'Fritzi', 'Gabi', 'Heinz', 'Ines', 'Jona', 'Kaja', 'Luis', 'Mina', 'Nico', 'Olga', 'Paul', 'Quirin', 'Rike'] AS name
CREATE (:Person {name: name});

UNWIND [
  ['Ana', 'Bela'], ['Ana', 'Caro'], ['Bela', 'Caro'], ['Bela', 'Dino'], ['Caro', 'Dino'], ['Caro', 'Enzo'], ['Dino', 'Enzo'],
  ['Enzo', 'Fritzi'], ['Bela', 'Enzo'], ['Gabi', 'Heinz'], ['Gabi', 'Ines'], ['Heinz', 'Ines'], ['Heinz', 'Jona'],
  ['Ines', 'Jona'], ['Ines', 'Kaja'], ['Jona', 'Kaja'], ['Kaja', 'Luis'], ['Jona', 'Luis'], ['Mina', 'Nico'], ['Mina', 'Olga'],
  ['Nico', 'Olga'], ['Nico', 'Paul'], ['Olga', 'Paul'], ['Olga', 'Quirin'], ['Paul', 'Quirin'], ['Quirin', 'Rike'],
  ['Paul', 'Rike'], ['Fritzi', 'Gabi'], ['Luis', 'Mina']
] AS pair
MATCH (a:Person {name: pair[0]}), (b:Person {name: pair[1]})
CREATE (a)-[:FRIEND]->(b);

UNWIND [
  ['Ana', 'First ride over the pass this spring, snow on both sides of the road bike', ['Bela', 'Caro', 'Dino']],
  ['Caro', 'Does anybody have a spare inner tube for the climb on Sunday?', ['Ana', 'Bela', 'Enzo', 'Dino']],
  ['Enzo', 'Gravel or road tyres for the lake loop?', ['Caro', 'Dino', 'Fritzi', 'Ana']],
  ['Fritzi', 'New saddle, new knees: 120 kilometres without pain', ['Enzo', 'Caro', 'Bela']],
  ['Gabi', 'Choir rehearsal moved to Thursday, bring the Brahms', ['Heinz', 'Ines', 'Kaja']],
  ['Ines', 'Our tenor is ill, who can sing the evening concert?', ['Gabi', 'Heinz', 'Jona', 'Kaja']],
  ['Jona', 'Listening to old recordings of the cello suites all night', ['Ines', 'Kaja', 'Luis', 'Gabi']],
  ['Kaja', 'Sheet music for four voices, free to a good home', ['Heinz', 'Ines', 'Luis']],
  ['Mina', 'Sourdough day 6: it lives, it bubbles, it wants rye', ['Nico', 'Olga', 'Paul']],
  ['Nico', 'The oven is hot, pizza for whoever rings the bell', ['Mina', 'Olga', 'Quirin', 'Paul']],
  ['Olga', 'How long do you let rye bread rest before you cut it?', ['Mina', 'Paul', 'Rike', 'Nico']],
  ['Quirin', 'Trading tomatoes for basil and an opinion on my focaccia', ['Olga', 'Rike', 'Mina']]
] AS p
MATCH (author:Person {name: p[0]})
CREATE (author)-[:WROTE]->(post:Post {text: p[1]})
WITH post, p[2] AS likers
UNWIND likers AS liker
MATCH (person:Person {name: liker})
CREATE (person)-[:LIKED]->(post);

// written a minute ago
MATCH (author:Person {name: 'Rike'})
CREATE (author)-[:WROTE]->(:Post {text: 'My starter smells of apples, is the bread still safe to bake?'});
