"""Sentences put together from invented parts, for acts of speech that news reports without a clause: condemning, calling
on someone, announcing a thing; and for what may follow the content without being part of it."""
import random

SOURCES = """the Kestrian president|President Ilva Moreau|Foreign Minister Jonas Adeyemi|the opposition|Velland|he|she|they|Moreau|Adeyemi|
Ruth Calder, the league's envoy,|Calder|the ministry of defence|a spokesman for the dockers|the rebels|both governments|
the party's leader, Tomas Wren|the human rights group Lantern|lawmakers|Justice Hanne Ries|the European council|members of the assembly|
protesters|residents of the valley|the prosecutor's office|the company|several senators|the Morgen|the health agency|a senior official|
the prime minister|General Oduya|the Union of Teachers|a group of scientists from Lund|police|the bishop of Marrow|the city's mayor|
Representative Ana Prlić of the Green Bloc|the joint commission|the coastal republic of Sarn""".replace("\n", "").split("|")
THINGS = """the agreement|the attack on the convoy|the decision to close the border|the new border law|the arrest of two journalists|the plan|
the tariffs|the ruling|the withdrawal of the troops|the drilling off the coast|a ceasefire|an emergency session of the council|the election results|
the role of the army in the valley|sanctions against three banks|its candidacy for the league|the use of force against miners|
the government's handling of the flood|a state of emergency|the resumption of talks|the treaty between Sarn and Velland|the inquiry|
the budget and the cuts to schools|the sending of soldiers to the islands|a curfew in the capital|the closure of all ports|
the right of the islanders to vote|the upcoming vote|a halt to the strikes|an exchange of prisoners""".replace("\n", "").split("|")
CLAUSES = """the convoy had been attacked twice|the law violated the constitution|there was no money left for the hospitals|it would not recognise the vote|
the talks were close to collapse|the army had crossed the river in the night|the pipeline was safe and the water clean|more than forty people were missing|
the islands had always been theirs|nobody had been told about the plan|the two sides should meet again in June, with or without the league|
the minister knew of the payments and did nothing|schools would reopen in the spring|the agreement goes against the treaty of 1974|
the strike is justified|the new rules discriminate against farmers|the president should resign|it is a matter for the courts, not for parliament""".replace("\n", "").split("|")
ACTS = """withdraw its troops from the valley|return to the talks|release the prisoners|lift the blockade before winter|reject the treaty|stay indoors|
join the project|resign|respect the ruling|stop the drilling near the islands|explain the payments|vote against the budget|
keep the border open to refugees|hand over the documents within a week|show restraint|open a dialogue|move forward with the reform""".replace("\n", "").split("|")
DEEDS = """hiding the report|breaking the ceasefire|buying votes|arming the rebels|ignoring the families of the dead|planning a coup|
lying about the payments|interfering in the election|using the courts against critics|betraying the miners""".replace("\n", "").split("|")
NAMES = """"a farce"|"an act of piracy"|unacceptable|a mistake|illegal|"the end of the league"|a terrorist organisation|defensive in nature|
"reckless and wrong"|swift and necessary|a victory for the valley|deeply worrying""".replace("\n", "").split("|")
OTHERS = "Velland|the government|the president|all parties|citizens|the rebels|Sarn and Kestria|the league|the minister|its members|people in the north".split("|")
TAILS = """ on Friday| in a letter to the league| at a press conference in the capital| in a joint statement| earlier this week| after a meeting with the envoy|
, making it the first country to do so|, which has been in force since May|, and the market fell by a tenth|, a day before the deadline|
, while others left the hall| and left for the coast|, where thousands had gathered|, although the council had advised against it|
 during a visit to the islands|, the Morgen reported|; the police made no arrests|, two weeks before the summit| once again""".replace("\n", "").split("|")

# What stands before the content, and what the content is drawn from. {a} is somebody who is addressed.
FRAMES = [
    (THINGS, "condemned|denounced|rejected|praised|welcomed|criticised|criticized|defended|opposed|deplored|attacked|announced|announced|proposed|"
     "demanded|called for|called for|declared|justified|underlined|reaffirmed|reasserted|supported|endorsed|protested against|spoke out against|"
     "spoke of|warned of|complained about|apologized for|expressed support for|voiced concern about|expressed opposition to|confirmed|denied|disputed|"
     "requested|promised|ruled out|suggested|recommended|revealed|cited|hailed|mentioned|lamented|questioned|slammed"),
    (CLAUSES, "said|stated|ruled|found|denied|claimed|announced|concluded|projected|agreed|insisted|warned|argued|reported|alleged|deemed|maintains|"
     "issued a statement saying|made clear|told reporters|estimated|noted|acknowledged|declared|admitted|ruled that|found that|confirmed that|said that"),
    (ACTS, "called on {a} to|urged {a} to|asked {a} to|ordered {a} to|invited {a} to|told {a} to|advised {a} to|encouraged {a} to|appealed to {a} to|"
     "demanded that {a}|warned {a} to|promised to|threatened to|vowed to|pledged to|agreed to|offered to|refused to|instructed {a} to"),
    (DEEDS, "accused {a} of|accuses {a} of|denied|admitted|blamed {a} for|criticised {a} for|condemned {a} for|apologised for"),
    (NAMES, "called {t}|described {t} as|labelled {t}|termed {t}|dismissed {t} as|deemed {t}|denounced {t} as|branded {t}"),
]
# The same kinds of word where nothing is reported.
SILENT = """voted for {t}|signed {t}|discussed {t}|prepared {t}|met to discuss {t}|investigated {t}|wanted {t}|hoped for {t}|feared {t}|
believed that {c}|knew that {c}|thought {c}|learned that {c}|forced {a} to {v}|helped {a} to {v}|allowed {a} to {v}|waited for {a} to {v}|
tried to {v}|planned to {v}|began to {v}|was arrested for {d}|was fined for {d}|ended {t}|caused {t}|took part in {t}|imposed {t}""".replace("\n", "").split("|")


def rows(count, seed=0):
    rng = random.Random(seed)
    out = []
    for n in range(count):
        source, tail = rng.choice(SOURCES), rng.choice(TAILS) if rng.random() < 0.55 else ""
        fill = {"a": rng.choice(OTHERS), "t": rng.choice(THINGS), "c": rng.choice(CLAUSES), "v": rng.choice(ACTS), "d": rng.choice(DEEDS)}
        if rng.random() < 0.22:
            text = f"{source} {rng.choice(SILENT).format(**fill)}{tail}."
            out.append({"id": f"composed-{n}", "text": text[0].upper() + text[1:], "attributions": []})
            continue
        pool, cues = rng.choices(FRAMES, weights=[4, 2, 3, 1.2, 1.5])[0]
        cue = rng.choice(cues.split("|"))
        content = rng.choice(pool)
        named = "{t}" in cue
        said = cue.format(**fill)
        # "called on … to", "called for": the particle belongs to the word; "to", "that" and whom it is said to do not.
        words = cue.split(" {")[0]
        for loose in (" that", " to", " reporters"):
            words = words.removesuffix(loose)
        text = f"{source} {said} {content}{tail}."
        at = len(source) + 1
        start = at + (len(words) + 1 if named else len(said) + 1)
        end = at + len(said) + 1 + len(content)
        statement = {"cue": [[at, at + len(words)]], "content": [[start, end]], "source": [[0, len(source.rstrip(","))]]}
        out.append({"id": f"composed-{n}", "text": text[0].upper() + text[1:], "attributions": [statement]})
    return out


if __name__ == "__main__":
    for row in rows(40):
        show = [[row["text"][s:e] for k in ("source", "cue", "content") for s, e in a[k]] for a in row["attributions"]]
        print(row["text"], show)
