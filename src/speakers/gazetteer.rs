//! What is known of names before an article is read: countries, given names, and the nouns that tell bodies from people.

use foldhash::HashMap;
use std::sync::OnceLock;

/// Grammatical gender, for agreement with "he" and "she".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
}

/// Whether a capitalised word is the adjective or member of a party, faith or region, and names nobody by itself.
pub(super) fn is_affiliation(word: &str) -> bool {
    matches!(
        word.strip_suffix('s').unwrap_or(word),
        "Republican"
            | "Democrat"
            | "Democratic"
            | "Conservative"
            | "Liberal"
            | "Christian"
            | "Muslim"
            | "Jewish"
            | "Catholic"
            | "Protestant"
            | "Communist"
            | "Socialist"
            | "Islamist"
            | "Western"
            | "African"
            | "Asian"
            | "Arab"
            | "Nordic"
            | "Baltic"
            | "Balkan"
            | "Latin"
            | "Jew"
            | "Green"
            | "Tory"
            | "Social"
    )
}

/// The gender that a given name, in lower case and without diacritics, mostly has.
pub(super) fn gender_of_name(name: &str) -> Option<Gender> {
    static NAMES: OnceLock<HashMap<&'static str, Gender>> = OnceLock::new();
    let table = NAMES.get_or_init(|| {
        let mut table = HashMap::default();
        for line in include_str!("../../assets/given_names.tsv").lines() {
            let gender = match line.split_once('\t') {
                Some(("f", names)) => (Gender::Female, names),
                Some(("m", names)) => (Gender::Male, names),
                _ => continue,
            };
            for name in gender.1.split(' ') {
                table.insert(name, gender.0);
            }
        }
        table
    });
    table.get(name).copied()
}

/// The gender that a title or noun tells, in lower case.
pub(super) fn gender_of_noun(noun: &str) -> Option<Gender> {
    match noun {
        "mr" | "sir" | "lord" | "king" | "prince" | "father" | "brother" | "son" | "husband" | "man"
        | "chairman" | "spokesman" | "congressman" | "businessman" | "pope" | "imam" | "sheikh" | "duke"
        | "uncle" | "grandfather" | "actor" | "boy" | "bishop" | "archbishop" | "cardinal" | "emir"
        | "sultan" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "lady" | "queen" | "princess" | "mother" | "sister" | "daughter" | "wife"
        | "woman" | "chairwoman" | "spokeswoman" | "congresswoman" | "businesswoman" | "duchess" | "aunt"
        | "grandmother" | "actress" | "girl" | "widow" | "fiancée" | "baroness" | "dame" => {
            Some(Gender::Female)
        }
        _ => None,
    }
}

/// Nouns for people that are neither offices nor tell a gender.
const PEOPLE: &str = "source diplomat neighbour neighbor person employee worker passenger participant relative friend \
    colleague cousin aide insider shopper voter visitor parent pupil patient tourist soldier fighter rebel prisoner refugee hostage \
    victim protester demonstrator marcher customer user tenant loader figure individual reader caller listener guest youth teenager spokesperson";

/// Whether a noun, in lower case, means one person.
pub(super) fn is_person(noun: &str) -> bool {
    gender_of_noun(noun).is_some() || PEOPLE.split_whitespace().any(|known| known == noun)
}

/// Whether a word after a plural noun is most likely its verb.
pub(super) fn is_past(word: &str) -> bool {
    word.ends_with("ed") && word != "hundred"
        || matches!(
            word,
            "said" | "say" | "told" | "met" | "came" | "went" | "spoke" | "held" | "left" | "took" | "made"
        )
}

/// Whether a word, in lower case, counts people or things: "two officials".
pub(super) fn is_number(word: &str) -> bool {
    matches!(
        word,
        "two" | "three" | "four" | "five" | "six" | "several" | "some" | "many" | "both" | "multiple"
    )
}

/// Whether a noun, in lower case, names a body of the state or a court, and never a company.
pub(super) fn is_public_body(noun: &str) -> bool {
    matches!(
        noun,
        "department"
            | "ministry"
            | "court"
            | "police"
            | "commission"
            | "council"
            | "parliament"
            | "senate"
            | "authority"
            | "office"
            | "committee"
            | "government"
            | "tribunal"
            | "congress"
            | "assembly"
            | "embassy"
            | "army"
            | "forces"
            | "university"
            | "church"
            | "party"
            | "union"
            | "cabinet"
            | "treasury"
            | "inspectorate"
            | "county"
            | "republic"
            | "states"
            | "nations"
    )
}

/// Nouns that end or begin the name of a body.
const BODIES: &str = "academy administration agency airlines airways alliance army assembly association authority bank board bureau \
    center centre chamber channel church club coalition college command commission committee commonwealth company conference confederation \
    congress consortium corporation corps council court department directorate embassy exchange federation force forces foundation front fund \
    government group guard guild headquarters hospital house inc institute institution laboratory league ltd llc llp media ministry mission \
    mosque movement museum network news newspaper office operation organisation organization parliament parliaments partnership party \
    police post press programme program project radio railways reserve rights sector secretariat senate service services society station \
    survey syndicate system team times today tribunal trust union university watch tribe guardian herald tribune telegraph gazette journal \
    chronicle daily star express observer globe mail review magazine television tv store school schools cabinet navy air airport authorities \
    act agreement accord treaty protocol summit river bridge street avenue road island county district province cup \
    olympics prize award council corp co plc gmbh ag sa treasury inquiry campaign works energy holdings partners industries dockers junta inspectorate regulator watchdog militia patrol terminals foods motors logistics pharmaceuticals technologies \
    aggregates breweries supermarkets healthcare telecom aerospace electronics petroleum dairies";

fn bodies() -> &'static foldhash::HashSet<&'static str> {
    static SET: OnceLock<foldhash::HashSet<&'static str>> = OnceLock::new();
    SET.get_or_init(|| BODIES.split_whitespace().collect())
}

/// Whether a noun, in lower case, names a body: "ministry", "union".
pub(super) fn is_body(noun: &str) -> bool {
    bodies().contains(noun)
        || noun.strip_suffix('s').is_some_and(|singular| singular.len() > 4 && bodies().contains(singular))
}

/// Titles and offices that stand before a name or for a person, in lower case.
const OFFICES: &str = "president vice-president premier minister chancellor king queen prince princess pope cardinal archbishop bishop \
    patriarch metropolitan rabbi imam sheikh reverend rev father sister brother senator sen representative rep congressman congresswoman governor gov \
    mayor ambassador envoy mediator secretary director chairman chairwoman chair chairperson chief leader head commissioner judge justice attorney \
    prosecutor lawyer spokesman spokeswoman spokesperson general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral \
    adm commander officer inspector superintendent constable sheriff professor prof doctor dr mr mrs ms miss sir lord lady dame analyst \
    economist scientist researcher author activist negotiator delegate deputy member speaker executive ceo founder owner manager coach \
    expert adviser advisor aide official candidate lawmaker mp councillor counsel coordinator baroness emir sultan minister-president taoiseach treasurer \
    organiser organizer farmer teacher student engineer historian priest pastor abbot abbess deacon vicar dean principal warden \
    journalist reporter editor columnist correspondent critic actor actress singer writer filmmaker player captain resident shopkeeper docker \
    fisherman skipper driver miner steward convener banker investor trader broker hydrologist biologist climatologist physicist chemist \
    secretary-general director-general vice-chancellor monsignor legislator voter developer co-developer protester campaigner organizer strategist pollster governor-general fellow author co-author assemblywoman assemblyman selectman congressperson lecturer postdoc scholar \
    surgeon nurse physician coroner barrister solicitor magistrate brigadier commodore corporal marshal sheikha mullah ayatollah \
    baron viscount duke duchess ombudsman ombudswoman rector curator ecologist geologist seismologist volcanologist epidemiologist virologist \
    archimandrite guide backbencher frontbencher rescuer diver elder datuk alhaji administrator broadcaster presenter host comedian performer musician guitarist drummer footballer swimmer novelist poet playwright architect designer producer publisher co-founder cofounder co-chair co-leader whip undersecretary under-secretary laureate trustee registrar provost chaplain cleric prosecutor-general ex-president ex-minister midwife paramedic firefighter organist conductor choreographer entrepreneur blogger youtuber streamer influencer vlogger photographer cinematographer cricketer golfer boxer striker goalkeeper midfielder defender captain-general premier-elect president-elect postmaster \
    councilmember councilman councilwoman councilperson councilor alderman alderwoman assemblymember supervisor \
    grandmaster comptroller controller auditor detective trooper ranger chieftain \
    glaciologist meteorologist limnologist psychologist sociologist anthropologist archaeologist oceanographer astronomer veteran witness survivor";

fn offices() -> &'static foldhash::HashSet<&'static str> {
    static SET: OnceLock<foldhash::HashSet<&'static str>> = OnceLock::new();
    SET.get_or_init(|| OFFICES.split_whitespace().collect())
}

/// Whether a word, in lower case, is a title or office.
pub(super) fn is_office(word: &str) -> bool {
    let word = word.strip_suffix("-elect").or(word.strip_suffix("-designate")).unwrap_or(word);
    offices().contains(word) || word.len() > 7 && word.ends_with("ologist")
}

/// Whether a word, in lower case, says what an office is for or how it is held: "foreign", "acting".
pub(super) fn is_portfolio(word: &str) -> bool {
    matches!(
        word,
        "prime"
            | "crown"
            | "foreign"
            | "defence"
            | "defense"
            | "interior"
            | "finance"
            | "trade"
            | "energy"
            | "environment"
            | "health"
            | "justice"
            | "labour"
            | "labor"
            | "transport"
            | "education"
            | "agriculture"
            | "home"
            | "state"
            | "economy"
            | "deputy"
            | "acting"
            | "vice"
            | "former"
            | "senior"
            | "attorney"
            | "general"
            | "press"
            | "police"
            | "information"
            | "culture"
            | "tourism"
            | "infrastructure"
            | "commerce"
            | "communications"
            | "technology"
            | "science"
            | "sports"
            | "housing"
            | "planning"
            | "petroleum"
            | "aviation"
            | "industry"
            | "immigration"
            | "fisheries"
            | "longtime"
            | "assistant"
            | "first"
            | "chief"
    )
}

/// Whether a noun, in lower case, names someone who speaks for another.
pub(super) fn is_spokes(noun: &str) -> bool {
    matches!(
        noun,
        "spokesman" | "spokeswoman" | "spokesperson" | "spokespeople" | "spokesmen" | "spokespersons"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speakers::writings::is_document;

    #[test]
    fn the_tables_answer() {
        assert_eq!(gender_of_name("ivana"), Some(Gender::Female));
        assert!(is_body("ministry") && is_office("mayor") && is_document("ruling"));
    }
}
