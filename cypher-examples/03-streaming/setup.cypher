// A streaming service: 20 invented series and films, 14 viewers, what they watched, when, and how they rated it.
CREATE CONSTRAINT title_name IF NOT EXISTS FOR (t:Title) REQUIRE t.name IS UNIQUE;
CREATE CONSTRAINT viewer_name IF NOT EXISTS FOR (v:Viewer) REQUIRE v.name IS UNIQUE;

UNWIND [
  ['Harbour Lights', 2019, 'crime', 'A detective returns to her home port and finds the same case open after twenty years.'],
  ['The Ninth Witness', 2021, 'crime', 'A prosecutor has eight witnesses of a murder and looks for the one who is missing.'],
  ['Cold Quay', 2016, 'crime', 'Two policemen on either side of a border share one body and no language.'],
  ['Ledger of Ash', 2022, 'crime', 'An auditor follows the money of a burned down factory to people she knows.'],
  ['Night Ferry', 2023, 'crime', 'A passenger vanishes between two ports, and nobody on board may leave.'],
  ['Small Kitchens', 2018, 'food', 'Cooks show what they make at home when nobody watches.'],
  ['Flour and Fire', 2020, 'food', 'Bakers in seven countries light their ovens before dawn.'],
  ['The Market Run', 2021, 'food', 'Two chefs have one hour, one market and twenty coins.'],
  ['Sour, Salt, Sweet', 2023, 'food', 'The history of taste, told at dinner tables around the world.'],
  ['Red Dust Road', 2017, 'space', 'The second crew on Mars finds the base of the first one empty and warm.'],
  ['Perihelion', 2020, 'space', 'A ship falls past the sun, and its crew has six days to repair the shield.'],
  ['The Long Relay', 2022, 'space', 'Messages to a colony take nine years, and so do its answers.'],
  ['Tin Stars', 2019, 'space', 'The robots of an abandoned orbital mine elect a mayor.'],
  ['Quiet Transit', 2023, 'space', 'An astronomer hears that a planet she discovered has gone out.'],
  ['Paper Boats', 2018, 'family', 'Three children follow a stream to find out where it ends.'],
  ['The Moon Bakery', 2021, 'family', 'A mouse opens a bakery on the moon and misses cheese.'],
  ['Captain Pebble', 2020, 'family', 'The smallest boat of the harbour wants to cross the sea.'],
  ['Goodnight, Engine', 2022, 'family', 'A steam engine tells its wagons a story every night.'],
  ['The Lantern Owl', 2023, 'family', 'An owl that is afraid of the dark carries light to the forest.'],
  ['Snow on the Line', 2016, 'crime', 'A train is stuck in snow with a thief, a judge and a letter.']
] AS t
CREATE (:Title {name: t[0], year: t[1], genre: t[2], plot: t[3]});

// nobody has watched this one yet
CREATE (:Title {name: 'Dead Reckoning', year: 2024, genre: 'crime',
  plot: 'A harbour pilot is found dead, and the detective who takes the case was his last passenger.'});

UNWIND [
  ['Mara', ['Harbour Lights', 5, 'Cold Quay', 4, 'Night Ferry', 5, 'Small Kitchens', 2]],
  ['Nils', ['Harbour Lights', 5, 'The Ninth Witness', 5, 'Cold Quay', 4, 'Ledger of Ash', 5, 'Snow on the Line', 4]],
  ['Oda', ['The Ninth Witness', 5, 'Ledger of Ash', 4, 'Night Ferry', 4, 'Perihelion', 2]],
  ['Piet', ['Harbour Lights', 4, 'The Ninth Witness', 5, 'Night Ferry', 5, 'Cold Quay', 3]],
  ['Rosa', ['Small Kitchens', 5, 'Flour and Fire', 5, 'The Market Run', 4, 'Paper Boats', 3]],
  ['Sami', ['Flour and Fire', 5, 'The Market Run', 5, 'Sour, Salt, Sweet', 5, 'Cold Quay', 2]],
  ['Tove', ['Small Kitchens', 4, 'The Market Run', 4, 'Sour, Salt, Sweet', 5]],
  ['Umar', ['Red Dust Road', 5, 'Perihelion', 5, 'The Long Relay', 4, 'Tin Stars', 4]],
  ['Vera', ['Perihelion', 5, 'The Long Relay', 5, 'Quiet Transit', 4, 'Red Dust Road', 4, 'Ledger of Ash', 3]],
  ['Wim', ['Red Dust Road', 4, 'Tin Stars', 5, 'Quiet Transit', 5, 'The Long Relay', 4]],
  ['Xenia', ['Paper Boats', 5, 'The Moon Bakery', 5, 'Captain Pebble', 4]],
  ['Yuri', ['The Moon Bakery', 4, 'Goodnight, Engine', 5, 'The Lantern Owl', 5, 'Captain Pebble', 4]],
  ['Zoe', ['Paper Boats', 4, 'Captain Pebble', 5, 'Goodnight, Engine', 4, 'The Lantern Owl', 4, 'Tin Stars', 3]],
  ['Abel', ['Tin Stars', 5, 'Perihelion', 4, 'Red Dust Road', 5]]
] AS watched
CREATE (v:Viewer {name: watched[0]})
WITH v, watched[1] AS seen
UNWIND range(0, size(seen) - 2, 2) AS i
MATCH (t:Title {name: seen[i]})
CREATE (v)-[:WATCHED {rating: seen[i + 1], at: datetime('2026-03-01T20:00:00Z') + duration({days: i})}]->(t);
