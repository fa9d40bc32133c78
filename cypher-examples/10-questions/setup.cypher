// A site of questions and answers: 15 tags, 27 invented questions with two tags each, and 14 people who ask and answer. An
// answer has the votes it got, which may be below 0. Nothing leads from a person to a tag but what they follow.
CREATE CONSTRAINT tag_name IF NOT EXISTS FOR (t:Tag) REQUIRE t.name IS UNIQUE;
CREATE CONSTRAINT person_name IF NOT EXISTS FOR (p:Person) REQUIRE p.name IS UNIQUE;
CREATE CONSTRAINT question_id IF NOT EXISTS FOR (q:Question) REQUIRE q.id IS UNIQUE;

UNWIND [
  [1, 'Why is my join slower with an index?', ['sql', 'indexes']], [2, 'When does a planner ignore an index?', ['indexes', 'query-plans']],
  [3, 'What does a hash join cost?', ['sql', 'query-plans']], [4, 'Is a deadlock always my fault?', ['transactions', 'sql']],
  [5, 'Snapshot or serializable?', ['transactions', 'backup']], [6, 'Restore one table out of a dump', ['backup', 'sql']],
  [7, 'Partial index on a nullable column', ['indexes', 'sql']], [8, 'Read an explain plan from the inside out', ['query-plans', 'indexes']],
  [9, 'Long transactions and vacuum', ['transactions', 'query-plans']],
  [11, 'Centre a box in a box', ['css', 'layout']], [12, 'Grid or flexbox for a form?', ['layout', 'html']],
  [13, 'Headings that screen readers follow', ['accessibility', 'html']], [14, 'Contrast of grey on grey', ['accessibility', 'css']],
  [15, 'Fonts jump while the page loads', ['fonts', 'css']], [16, 'Line height of mixed fonts', ['fonts', 'layout']],
  [17, 'A button that is a link', ['html', 'css']], [18, 'Skip links without a script', ['accessibility', 'html']],
  [19, 'Columns of equal height', ['layout', 'css']],
  [21, 'A unit that waits for the network', ['systemd', 'networking']], [22, 'Quote a variable in a loop', ['bash', 'linux']],
  [23, 'Jump over two hosts', ['ssh', 'networking']], [24, 'Timer instead of cron', ['systemd', 'linux']],
  [25, 'Agent forwarding, yes or no?', ['ssh', 'linux']], [26, 'Which process holds the port?', ['networking', 'linux']],
  [27, 'Trap a signal in a script', ['bash', 'systemd']], [28, 'Copy a folder over a slow line', ['ssh', 'bash']],
  [29, 'Rename a thousand files', ['bash', 'linux']]
] AS row
CREATE (q:Question {id: row[0], title: row[1]})
WITH q, row[2] AS tags
UNWIND tags AS tag
MERGE (t:Tag {name: tag})
CREATE (q)-[:TAGGED]->(t);

// who follows what, and who answered which question with how many votes
UNWIND [
  ['Ana', ['sql', 'indexes', 'query-plans'], [[1, 5], [2, 3], [7, 4]]], ['Bea', ['sql', 'transactions'], [[4, 6], [5, 2], [6, 1]]],
  ['Cem', ['indexes', 'query-plans'], [[2, 8], [8, 5], [3, 2]]], ['Dag', ['sql', 'backup', 'transactions'], [[6, 3], [4, 2], [9, 4]]],
  ['Eno', ['query-plans', 'sql', 'indexes'], [[3, 7], [8, 2], [1, 1]]],
  ['Fia', ['css', 'layout'], [[11, 9], [19, 4], [12, 3]]], ['Gil', ['html', 'accessibility'], [[13, 6], [18, 5], [17, 2]]],
  ['Hoa', ['css', 'fonts', 'layout'], [[15, 3], [16, 4], [11, 2]]], ['Ida', ['accessibility', 'css', 'html'], [[14, 5], [13, 1], [17, 3]]],
  ['Jan', ['linux', 'bash'], [[22, 7], [29, 5], [28, 2]]], ['Kim', ['networking', 'ssh', 'linux'], [[23, 6], [25, 4], [26, 3]]],
  ['Lea', ['systemd', 'linux'], [[21, 2], [24, 6], [27, 3]]], ['Max', ['bash', 'ssh', 'systemd'], [[27, 4], [28, 3], [23, 1]]],
  // Rafa knows databases. Their two answers about pages were voted down
  ['Rafa', ['sql'], [[1, 4], [3, 6], [11, -3], [17, -2]]]
] AS row
CREATE (p:Person {name: row[0]})
WITH p, row[1] AS tags, row[2] AS answers
CALL (p, tags) { UNWIND tags AS tag MATCH (t:Tag {name: tag}) CREATE (p)-[:FOLLOWS]->(t) }
UNWIND answers AS answer
MATCH (q:Question {id: answer[0]})
CREATE (p)-[:ANSWERED {votes: answer[1]}]->(q);

UNWIND [['Ana', 9], ['Bea', 2], ['Fia', 15], ['Gil', 14], ['Jan', 24], ['Kim', 21], ['Rafa', 5], ['Lea', 26]] AS row
MATCH (p:Person {name: row[0]}), (q:Question {id: row[1]})
CREATE (p)-[:ASKED]->(q);
