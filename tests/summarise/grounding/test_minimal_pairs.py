"""For each class of lie a pair: what the article says in other words, and the same turned into a lie."""

from collections.abc import Callable

import pytest

from service.summarise.article import Article
from service.summarise.grounding.gate import judge
from service.summarise.statement import Output, Proposal

HARBOUR = [
    ("numbers", "The fire destroyed fourteen fishing boats.", "The fire destroyed 41 fishing boats."),
    ("numbers", "Pumping fuel out of the basin cost £2.4 million.", "Pumping fuel out of the basin cost £24m."),
    ("numbers", "Pumping fuel out of the basin cost £2.4m.", "Pumping fuel out of the basin cost €2.4m."),
    (
        "numbers",
        "Nearly 500,000 litres of fuel were pumped out.",
        "Nearly five million litres of fuel were pumped out.",
    ),
    ("numbers", "Two men were taken to hospital.", "Three men were taken to hospital."),
    ("numbers", "Sprinklers failed in 2019, Eriksen said.", "Sprinklers failed in 2009, Eriksen said."),
    ("numbers", "Crews have moved to Selby, 30 miles north.", "Crews have moved to Selby, 30 kilometres north."),
    ("dates", "A fire destroyed 14 boats on Tuesday.", "A fire destroyed 14 boats on Friday."),
    ("dates", "The council plans to close the basin until March.", "The council plans to close the basin until May."),
    ("names", "Some crews moved from Marlow to Selby.", "Some crews moved from Marlow to Whitby."),
    ("names", "Tom Eriksen said the sprinklers had failed.", "Paul Eriksen said the sprinklers had failed."),
    ("names", "Insp Dana Whitlock said the cause was unclear.", "Insp Dana Whitfield said the cause was unclear."),
    ("negation", "Police have arrested nobody.", "Police have arrested two men."),
    ("negation", "Police have not arrested anyone.", "Police have arrested a man."),
    ("negation", "The sprinklers were never replaced, Eriksen said.", "The sprinklers were replaced, Eriksen said."),
    ("negation", "Two men were taken to hospital.", "Two men were not taken to hospital."),
    ("negation", "The council denied that it ignored the warnings.", "The council ignored the warnings."),
    ("hedges", "Owners may be asked to pay for repairs.", "Owners were asked to pay for repairs."),
    ("hedges", "The council plans to close the basin.", "The council closed the basin."),
    ("quantifiers", "Some crews have moved to Selby.", "All crews have moved to Selby."),
    ("quote_marks", "Whitlock said: “We are keeping an open mind.”", "Whitlock said: “We have an open mind.”"),
    ("quote_marks", "Whitlock is 'keeping an open mind'.", "Whitlock said the cause was “still unclear”."),
    (
        "attribution",
        "Eriksen said he warned the council three times.",
        "Whitlock said she warned the council three times.",
    ),
    (
        "attribution",
        "Police are keeping an open mind, Whitlock said.",
        "Police are keeping an open mind, Eriksen said.",
    ),
    ("sensitive", "Two men were taken to hospital.", "Two men died."),
    ("sensitive", "Police have not arrested anyone.", "Police suspect fraud and have not arrested anyone."),
    (
        "markup",
        "A fire at the Port of Marlow destroyed 14 boats.",
        "A <b>fire</b> at the Port of Marlow destroyed boats.",
    ),
    (
        "markup",
        "A fire destroyed fishing boats at Marlow.",
        "A fire destroyed fishing boats: https://marlow.example/x.",
    ),
    ("markup", "A fire destroyed 14 fishing boats.", "A fire destroyed 14 fishing\u200b boats."),
    ("markup", "A fire at Marlow destroyed 14 boats.", "A fire at Marlow destroyed 14 bоats."),
    ("coverage", "A fire destroyed 14 fishing boats.", "Ministers promised subsidies to struggling dairy farmers."),
]


@pytest.mark.parametrize(("check", "twin", "lie"), HARBOUR)
def test_a_true_twin_passes_and_its_lie_is_stopped(check: str, twin: str, lie: str, harbour: Article) -> None:
    kept = judge(Proposal(Output.CLAIMS, twin, ()), harbour)
    assert kept.supported, (twin, kept.checks)
    stopped = judge(Proposal(Output.CLAIMS, lie, ()), harbour)
    assert not stopped.supported, lie
    assert stopped.checks
    assert all(not failed.ok and failed.detail for failed in stopped.checks)


LIES = [(check, lie) for check, _, lie in HARBOUR if check != "coverage"]


@pytest.mark.parametrize(("check", "lie"), LIES)
def test_the_check_that_the_lie_was_made_for_is_among_those_that_fail(check: str, lie: str, harbour: Article) -> None:
    failed = [one.check for one in judge(Proposal(Output.CLAIMS, lie, ()), harbour).checks]
    assert check in failed


COUNCIL = [
    (
        "Mayor Ruth Okafor beat Liam Brandt in the runoff by 52 per cent to 48.",
        "Liam Brandt was beaten by Ruth Okafor in the runoff.",
        "Liam Brandt beat Ruth Okafor in the runoff.",
    ),
    (
        "Northbank Holdings agreed to buy Calder Mills after Fenwick sued Calder over a patent.",
        "Fenwick sued Calder over a patent.",
        "Calder sued Fenwick over a patent.",
    ),
    (
        "Harlan was accused by Osei of hiding the accounts.",
        "Osei accused Harlan of hiding the accounts.",
        "Harlan accused Osei of hiding the accounts.",
    ),
    (
        "The clinic treated 23 children and 40 adults after the leak.",
        "The clinic treated 40 adults and 23 children.",
        "The clinic treated 40 children and 23 adults.",
    ),
    (
        "A former clerk allegedly stole the ledgers from the abbey.",
        "A former clerk is accused of stealing the ledgers.",
        "A former clerk stole the ledgers from the abbey.",
    ),
    (
        "Prices may rise by 3.5% in April.",
        "Prices may rise 3.5 per cent in April.",
        "Prices rise 3.5 percent in April.",
    ),
    (
        "The judge did not convict the driver, citing a lack of proof.",
        "The judge did not convict the driver.",
        "The judge convicted the driver.",
    ),
    (
        "Nobody was hurt when the crane fell on the chapel.",
        "No one was hurt when the crane fell on the chapel.",
        "A worker was hurt when the crane fell on the chapel.",
    ),
    (
        "The firm will open a depot in Tarn next year.",
        "The firm will open a depot in Tarn.",
        "The firm opened a depot in Tarn.",
    ),
    (
        "Many pupils failed the third paper, and several teachers complained.",
        "Several teachers complained about the third paper, which many pupils failed.",
        "All teachers complained about the third paper.",
    ),
    (
        "Rescuers found hundreds of seals on the sandbank.",
        "Hundreds of seals were found on the sandbank.",
        "Thousands of seals were found on the sandbank.",
    ),
    (
        "The U.S. embassy in Lisbon shut for five hours.",
        "The US embassy in Lisbon shut for 5 hours.",
        "The US embassy in Lisbon shut for 5 days.",
    ),
]


@pytest.mark.parametrize(("sentence", "twin", "lie"), COUNCIL)
def test_a_turned_sentence_is_stopped_and_a_retold_one_kept(
    sentence: str, twin: str, lie: str, build: Callable[..., Article]
) -> None:
    article = build([sentence], ["The story was first told by a local paper."])
    kept = judge(Proposal(Output.CLAIMS, twin, (1,)), article)
    assert kept.supported, (twin, kept.checks)
    assert not judge(Proposal(Output.CLAIMS, lie, (1,)), article).supported, lie


FOREIGN = [
    ("de", "Die Polizei hat niemanden festgenommen.", "Die Polizei hat zwei Männer festgenommen."),
    ("de", "Der Umbau kostet 2.500 Euro.", "Der Umbau kostet 2.800 Euro."),
    ("de", "Olaf Brenner eröffnete das Museum in Ulm.", "Peter Brenner eröffnete das Museum in Ulm."),
    ("de", "Rund 3,5 Millionen Menschen sahen zu.", "Rund 35 Millionen Menschen sahen zu."),
    ("fr", "Le maire n’a pas signé le contrat de 1\u202f200 euros.", "Le maire a signé le contrat de 1200 euros."),
    ("fr", "Le musée a vendu 1\u202f200 billets.", "Le musée a vendu 1300 billets."),
    ("es", "El alcalde no firmó el contrato.", "El alcalde firmó el contrato."),
    ("it", "Il sindaco non ha firmato il contratto.", "Il sindaco ha firmato il contratto."),
    ("nl", "De burgemeester heeft het contract niet getekend.", "De burgemeester heeft het contract getekend."),
]


@pytest.mark.parametrize(("language", "sentence", "lie"), FOREIGN)
def test_numbers_names_and_negation_hold_in_other_languages(
    language: str, sentence: str, lie: str, build: Callable[..., Article]
) -> None:
    article = build([sentence], language=language)
    assert judge(Proposal(Output.SUMMARY, sentence, (1,)), article).supported
    assert not judge(Proposal(Output.SUMMARY, lie, (1,)), article).supported
