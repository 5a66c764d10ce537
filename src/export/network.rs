//! The actors of a project as a network, in GraphML and GEXF: who speaks of whom and how, and who stands near whom.

use std::collections::BTreeMap;

use super::record::rounded;
use super::xml::Xml;
use crate::chart::{self, Filter, Timeline};
use crate::project::{ActorId, Actors, Project};

/// What an edge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    /// Statements of one that are directed at the other.
    Mention,
    /// Both speak in the same articles; how near they stand.
    Agreement,
}

impl Tie {
    fn name(self) -> &'static str {
        match self {
            Self::Mention => "mention",
            Self::Agreement => "agreement",
        }
    }
}

struct Edge {
    tie: Tie,
    from: ActorId,
    to: ActorId,
    /// Mentions: the statements; agreement: from 0 (opposite ends of the scale) to 1 (the same place).
    weight: f64,
    /// The mean stance of the mentions.
    stance: Option<f64>,
    /// In how many statements or articles.
    count: usize,
}

struct Network<'a> {
    actors: &'a Actors,
    lines: Vec<Timeline>,
    edges: Vec<Edge>,
}

fn network<'a>(project: &Project, actors: &'a Actors) -> Network<'a> {
    let lines = chart::timelines(project, actors, Filter::default());
    let mut edges: Vec<Edge> = chart::toward(project, actors, &lines)
        .into_iter()
        .map(|((from, to), cell)| {
            let count = cell.statements.len();
            Edge { tie: Tie::Mention, from, to, weight: count as f64, stance: Some(cell.mean), count }
        })
        .collect();
    let mut together: BTreeMap<(ActorId, ActorId), (f64, usize)> = BTreeMap::new();
    let mut in_article: BTreeMap<usize, Vec<(ActorId, f64)>> = BTreeMap::new();
    for ((actor, member), cell) in chart::by_article(&lines) {
        in_article.entry(member).or_default().push((actor, cell.mean));
    }
    for present in in_article.values() {
        for (at, &(one, first)) in present.iter().enumerate() {
            for &(other, second) in &present[at + 1..] {
                let pair = together.entry((one.min(other), one.max(other))).or_default();
                *pair = (pair.0 + 1.0 - (first - second).abs() / 2.0, pair.1 + 1);
            }
        }
    }
    edges.extend(together.into_iter().map(|((from, to), (sum, count))| Edge {
        tie: Tie::Agreement,
        from,
        to,
        weight: sum / count as f64,
        stance: None,
        count,
    }));
    Network { actors, lines, edges }
}

impl Network<'_> {
    /// The attributes of an actor, by the keys below.
    fn node(&self, id: ActorId) -> [(&'static str, Option<String>); 7] {
        let actor = self.actors.get(id);
        let mean = self.lines[id.0 as usize].mean();
        [
            ("kind", Some(actor.kind.name().to_owned())),
            ("role", actor.role.clone()),
            ("country", actor.country.map(str::to_owned)),
            ("side", actor.side.clone()),
            ("statements", Some(actor.statements.to_string())),
            ("articles", Some(actor.articles().to_string())),
            ("stance", mean.map(|mean| rounded(mean).to_string())),
        ]
    }
}

/// The sorts of the attributes: name, the type in GraphML, that in GEXF.
const NODE_KEYS: [(&str, &str, &str); 7] = [
    ("kind", "string", "string"),
    ("role", "string", "string"),
    ("country", "string", "string"),
    ("side", "string", "string"),
    ("statements", "int", "integer"),
    ("articles", "int", "integer"),
    ("stance", "double", "double"),
];
const EDGE_KEYS: [(&str, &str, &str); 3] =
    [("tie", "string", "string"), ("stance", "double", "double"), ("count", "int", "integer")];

fn edge_values(edge: &Edge) -> [(&'static str, Option<String>); 3] {
    [
        ("tie", Some(edge.tie.name().to_owned())),
        ("stance", edge.stance.map(|stance| rounded(stance).to_string())),
        ("count", Some(edge.count.to_string())),
    ]
}

/// The network as GraphML (<http://graphml.graphdrawing.org>).
///
/// Nodes are actors, with kind, role, country, side, statements, articles and mean stance. Two sorts of edges, told apart by `tie`: a
/// "mention" weighs as many statements as are directed at the other, and has their mean stance; an "agreement" joins actors of the
/// same articles, and its weight is 1 where they stand at the same place and 0 at opposite ends, on the mean over those articles. It has no direction, and stands once, from the actor with more
/// statements: many programs read no graph in which some edges have a direction and others none.
pub fn graphml(project: &Project, actors: &Actors) -> String {
    let network = network(project, actors);
    let mut xml = Xml::new();
    xml.open("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")]).line();
    let key = |xml: &mut Xml, of: &str, name: &str, sort: &str| {
        let id = format!("{of}-{name}");
        xml.empty("key", &[("id", &id), ("for", of), ("attr.name", name), ("attr.type", sort)]).line();
    };
    key(&mut xml, "node", "label", "string");
    NODE_KEYS.iter().for_each(|(name, sort, _)| key(&mut xml, "node", name, sort));
    key(&mut xml, "edge", "weight", "double");
    EDGE_KEYS.iter().for_each(|(name, sort, _)| key(&mut xml, "edge", name, sort));
    xml.open("graph", &[("id", "actors"), ("edgedefault", "directed")]).line();
    let values = |xml: &mut Xml, of: &str, values: &[(&'static str, Option<String>)]| {
        for (name, value) in values {
            if let Some(value) = value {
                xml.leaf("data", &[("key", &format!("{of}-{name}"))], value);
            }
        }
    };
    for id in actors.ids() {
        xml.open("node", &[("id", &format!("a{}", id.0))]);
        xml.leaf("data", &[("key", "node-label")], &actors.get(id).name);
        values(&mut xml, "node", &network.node(id));
        xml.close().line();
    }
    for (number, edge) in network.edges.iter().enumerate() {
        let [id, from, to] = [format!("e{number}"), format!("a{}", edge.from.0), format!("a{}", edge.to.0)];
        xml.open("edge", &[("id", &id), ("source", &from), ("target", &to)]);
        xml.leaf("data", &[("key", "edge-weight")], &rounded(edge.weight).to_string());
        values(&mut xml, "edge", &edge_values(edge));
        xml.close().line();
    }
    xml.finish()
}

/// The same network as GEXF 1.3 (<https://gexf.net>), for Gephi.
pub fn gexf(project: &Project, actors: &Actors) -> String {
    let network = network(project, actors);
    let mut xml = Xml::new();
    xml.open("gexf", &[("xmlns", "http://gexf.net/1.3"), ("version", "1.3")]).line();
    xml.open("graph", &[("defaultedgetype", "directed"), ("mode", "static")]).line();
    for (class, keys) in [("node", &NODE_KEYS[..]), ("edge", &EDGE_KEYS[..])] {
        xml.open("attributes", &[("class", class)]).line();
        for (name, _, sort) in keys {
            xml.empty("attribute", &[("id", name), ("title", name), ("type", sort)]).line();
        }
        xml.close().line();
    }
    let values = |xml: &mut Xml, values: &[(&'static str, Option<String>)]| {
        xml.open("attvalues", &[]);
        for (name, value) in values {
            if let Some(value) = value {
                xml.empty("attvalue", &[("for", name), ("value", value)]);
            }
        }
        xml.close();
    };
    xml.open("nodes", &[]).line();
    for id in actors.ids() {
        xml.open("node", &[("id", &format!("a{}", id.0)), ("label", &actors.get(id).name)]);
        values(&mut xml, &network.node(id));
        xml.close().line();
    }
    xml.close().line().open("edges", &[]).line();
    for (number, edge) in network.edges.iter().enumerate() {
        let [id, from, to] = [format!("e{number}"), format!("a{}", edge.from.0), format!("a{}", edge.to.0)];
        let weight = rounded(edge.weight).to_string();
        xml.open("edge", &[("id", &id), ("source", &from), ("target", &to), ("weight", &weight)]);
        values(&mut xml, &edge_values(edge));
        xml.close().line();
    }
    xml.finish()
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;
    use crate::export::tests::project;

    #[test]
    fn both_formats_hold_the_same_network() {
        let project = project();
        let actors = Actors::of_project(&project);
        let (one, other) = (graphml(&project, &actors), gexf(&project, &actors));
        let read = |text: &str| {
            let document = Document::parse(text).unwrap();
            let all = |name: &'static str| {
                document.descendants().filter(move |node| node.tag_name().name() == name).count()
            };
            (all("node"), all("edge"))
        };
        assert_eq!(read(&one), read(&other));
        assert_eq!(read(&one).0, actors.list.len());
        let network = network(&project, &actors);
        assert!(
            network.edges.iter().any(|edge| edge.tie == Tie::Agreement && (0.0..=1.0).contains(&edge.weight))
        );
    }
}
