// Twelve invented films and twelve invented people. Half of the people like space, half like kitchens.
CREATE CONSTRAINT film_title IF NOT EXISTS FOR (m:Movie) REQUIRE m.title IS UNIQUE;
CREATE CONSTRAINT user_name IF NOT EXISTS FOR (u:User) REQUIRE u.name IS UNIQUE;

UNWIND [
  ['Orbit of Rust', 'The crew of an old space station hears a signal from a moon of Saturn.'],
  ['The Quiet Comet', 'Two astronauts land on a comet and find a machine that dreams.'],
  ['Last Shuttle Home', 'A pilot must steer a broken shuttle back to Earth before the air runs out.'],
  ['Martian Winter', 'Settlers on Mars survive a storm of dust with a robot as their guide.'],
  ['Signal Nine', 'A radio telescope receives a message from another galaxy.'],
  ['The Copper Robot', 'A robot on a space freighter learns to lie to save its crew.'],
  ['Bread and Salt', 'A baker in a small village saves her shop with a recipe of her grandmother.'],
  ['The Seventh Course', 'A young cook fights for the kitchen of a famous restaurant.'],
  ['Olive Season', 'A family harvests olives and argues at dinner for one long summer.'],
  ['Noodles at Midnight', 'Strangers meet at a street kitchen and share noodles and stories.'],
  ['The Spice Letter', 'A letter leads a cook through the markets of three cities in search of a spice.'],
  ['A Table for Two', 'A waiter and a chef open a restaurant and fall in love.']
] AS film
CREATE (:Movie {title: film[0], plot: film[1]});

// nobody has seen this one yet
CREATE (:Movie {title: 'Station Zero', plot: 'Engineers build the first station around a distant star and lose contact with Earth.'});

UNWIND [
  ['Ada', ['Orbit of Rust', 'The Quiet Comet', 'Last Shuttle Home', 'Signal Nine']],
  ['Ben', ['Orbit of Rust', 'The Quiet Comet', 'Martian Winter', 'Signal Nine', 'The Copper Robot']],
  ['Cleo', ['The Quiet Comet', 'Last Shuttle Home', 'Martian Winter', 'The Copper Robot']],
  ['Dan', ['Orbit of Rust', 'Last Shuttle Home', 'Martian Winter', 'Signal Nine']],
  ['Eva', ['Orbit of Rust', 'The Quiet Comet', 'Signal Nine', 'The Copper Robot']],
  ['Finn', ['Last Shuttle Home', 'Martian Winter', 'Signal Nine', 'The Copper Robot', 'Olive Season']],
  ['Gina', ['Bread and Salt', 'The Seventh Course', 'Olive Season', 'Noodles at Midnight']],
  ['Hugo', ['Bread and Salt', 'Olive Season', 'The Spice Letter', 'A Table for Two']],
  ['Iris', ['The Seventh Course', 'Noodles at Midnight', 'The Spice Letter', 'A Table for Two']],
  ['Jon', ['Bread and Salt', 'The Seventh Course', 'The Spice Letter', 'A Table for Two']],
  ['Kim', ['Olive Season', 'Noodles at Midnight', 'A Table for Two', 'The Seventh Course']],
  ['Lena', ['Bread and Salt', 'Noodles at Midnight', 'The Spice Letter', 'Signal Nine']]
] AS person
CREATE (user:User {name: person[0]})
WITH user, person[1] AS titles
UNWIND titles AS title
MATCH (movie:Movie {title: title})
CREATE (user)-[:RATED]->(movie);
