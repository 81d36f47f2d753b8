"""Speakers in the languages that are known by a table of verbs: Spanish, French, Italian, Dutch."""

import pytest

from service.summarise.reading import quotations, sentences


def spoken(text: str, language: str) -> list[tuple[str | None, str | None]]:
    found = quotations.find(text, sentences.split(text, [(0, len(text))], language), language)
    return [(one.speaker.name, one.speaker.role) if one.speaker else (None, None) for one in found]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "La obra sigue. «Esto no puede repetirse nunca más», dijo Teresa Lobato ayer.", "Teresa Lobato"),
        ("es", "«Lo hemos pedido tres veces este año», ha señalado Berro a la prensa.", "Berro"),
        ("es", "Inés Aldama, la directora, aseguró: «En otoño volveremos a crecer mucho».", "Inés Aldama"),
        ("es", "El alcalde afirmó que «nadie ha quedado sin techo esta noche».", "el alcalde"),
        ("fr", "« Nous avons attendu trop longtemps », a déclaré Odile Marchais.", "Odile Marchais"),
        ("fr", "« Rien ne sera fermé avant l’été », explique le maire.", "le maire"),
        ("fr", "« Rien ne sera fermé avant l’été », selon Paul Rivet.", "Paul Rivet"),
        ("it", "«Non possiamo più aspettare», ha detto Carla Venturi ai giornalisti.", "Carla Venturi"),
        ("it", "«La strada resta chiusa», spiega Bruno Della Rocca.", "Bruno Della Rocca"),
        ("nl", "‘We konden dit niet langer verantwoorden’, zei wethouder Ruben Tielman woensdag.", "Ruben Tielman"),
        ("nl", "Anja de Wit zegt: ‘De brug is al jaren te smal voor ons.’", "Anja de Wit"),
    ],
)
def test_a_verb_beside_the_quotation_names_its_speaker(language: str, text: str, name: str) -> None:
    assert [speaker for speaker, _ in spoken(text, language)] == [name]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "«Esto no puede repetirse nunca más», dijo."),
        ("fr", "« Chacun son métier et chacun son heure », explique-t-elle."),
        ("fr", "Il poursuit et Il ajoute : « Rien ne sera fermé avant. »"),
        ("es", "«El gas no pasará por esa estación», según un comunicado."),
        ("it", "«Non possiamo più aspettare»: lo striscione resta appeso."),
        ("pl", "„Nie możemy dłużej czekać”, powiedział Jan Kowal."),
    ],
)
def test_nobody_is_named_where_no_name_stands_beside(language: str, text: str) -> None:
    assert {speaker for speaker, _ in spoken(text, language)} == {None}


def test_a_short_name_goes_to_the_full_one_and_an_office_is_the_role() -> None:
    text = "La consejera Teresa Lobato habló ayer. «No hay dinero para más camas», advirtió Lobato."
    assert spoken(text, "es") == [("Teresa Lobato", None)]
    assert spoken("«Faltan seis enfermeras», dijo el fiscal Omar Meji.", "es") == [("Omar Meji", "el fiscal")]


def test_a_quotation_alone_goes_on_from_the_one_before() -> None:
    text = "«No hay dinero para más camas», dijo Teresa Lobato. «Eso no puede repetirse»."
    assert [name for name, _ in spoken(text, "es")] == ["Teresa Lobato", "Teresa Lobato"]


def test_an_office_or_a_body_with_a_capital_is_no_name() -> None:
    assert spoken("«No soy el dueño de todo esto», contestó el Presidente.", "es") == [("el Presidente", None)]
    found = spoken("«Cambiaron las reglas de juego», afirmó un integrante del Poder Ejecutivo.", "es")
    assert found == [("un integrante del Poder Ejecutivo", None)]
