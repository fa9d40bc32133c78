// Academic literature: 22 invented papers of three fields, what they say and what they cite.
CREATE CONSTRAINT paper_key IF NOT EXISTS FOR (p:Paper) REQUIRE p.key IS UNIQUE;

UNWIND [
  ['R1', 2009, 'ranking', 'Matrix factorisation for implicit feedback', 'We factor the matrix of users and items from clicks and purchases.'],
  ['R2', 2010, 'ranking', 'Pairwise ranking from implicit feedback', 'An observed item should rank above one that was not observed.'],
  ['R3', 2016, 'ranking', 'Neural collaborative filtering revisited', 'A network replaces the inner product of user and item factors.'],
  ['R4', 2019, 'ranking', 'Linear autoencoders for sparse recommendation', 'A closed form item-item model recommends as well as deep ones.'],
  ['R5', 2020, 'ranking', 'Simple graph convolution for recommendation', 'Propagating user and item vectors without feature transformation.'],
  ['R6', 2021, 'ranking', 'Contrastive learning for graph recommendation', 'Two views of the interaction graph are pulled together.'],
  ['R7', 2023, 'ranking', 'Language representations in recommenders', 'Item texts encoded by a language model replace item identifiers.'],
  ['R8', 2024, 'ranking', 'Cold start with text and graph', 'New items without clicks are placed by their description.'],
  ['P1', 2003, 'proteins', 'Contact maps of protein folds', 'Which residues touch decides how a chain folds.'],
  ['P2', 2011, 'proteins', 'Coevolution of residues predicts contacts', 'Correlated mutations in alignments show contacts.'],
  ['P3', 2016, 'proteins', 'Deep networks for contact prediction', 'Residual networks read covariance of an alignment.'],
  ['P4', 2020, 'proteins', 'Attention over alignments folds proteins', 'A network predicts coordinates of atoms end to end.'],
  ['P5', 2021, 'proteins', 'Language models of amino acid sequences', 'Sequences alone carry enough to predict structure.'],
  ['P6', 2022, 'proteins', 'Designing binders by inverse folding', 'Given a backbone we draw sequences that fold into it.'],
  ['P7', 2023, 'proteins', 'Diffusion for protein backbones', 'Noise is turned into new folds step by step.'],
  ['C1', 2001, 'climate', 'Feedback of sea ice and albedo', 'Less ice absorbs more light and melts more ice.'],
  ['C2', 2008, 'climate', 'Ensembles of ocean models', 'Many runs bound the heat that oceans take up.'],
  ['C3', 2013, 'climate', 'Clouds over warming oceans', 'Low clouds thin out where the sea surface warms.'],
  ['C4', 2018, 'climate', 'Machine learned parameterisation of convection', 'A network stands in for clouds below the grid.'],
  ['C5', 2020, 'climate', 'Extreme rain in kilometre-scale models', 'Storms intensify faster than the mean.'],
  ['C6', 2022, 'climate', 'Neural forecasts of global weather', 'A graph network forecasts ten days in a minute.'],
  ['C7', 2023, 'climate', 'Ice shelves and warm deep water', 'Water under the shelf melts it from below.']
] AS p
CREATE (:Paper {key: p[0], year: p[1], field: p[2], title: p[3], abstract: p[4]});

// an abstract that a reader just sent in; it cites two papers and says little itself
CREATE (:Paper {key: 'NEW', year: 2026, title: 'A note on smoothing', abstract: 'We study what repeated averaging over neighbours does to vectors.'});

UNWIND [
  ['R2', ['R1']], ['R3', ['R1', 'R2']], ['R4', ['R1', 'R2']], ['R5', ['R1', 'R2', 'R3']], ['R6', ['R2', 'R5']],
  ['R7', ['R2', 'R3', 'R5', 'R6']], ['R8', ['R1', 'R5', 'R7', 'R6']], ['P2', ['P1']], ['P3', ['P1', 'P2']],
  ['P4', ['P2', 'P3']], ['P5', ['P2', 'P3', 'P4']], ['P6', ['P4', 'P5']], ['P7', ['P4', 'P5', 'P6']], ['C2', ['C1']],
  ['C3', ['C1', 'C2']], ['C4', ['C2', 'C3']], ['C5', ['C2', 'C3', 'C4']], ['C6', ['C3', 'C4', 'C5']], ['C7', ['C1', 'C2']],
  ['NEW', ['R5', 'R6']]
] AS row
MATCH (citing:Paper {key: row[0]})
UNWIND row[1] AS key
MATCH (cited:Paper {key: key})
CREATE (citing)-[:CITES]->(cited);
