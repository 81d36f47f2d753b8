import pytest

from service.summarise.reading import language

SENTENCES = {
    "en": "The council said on Monday that the bridge would be closed for a year, and that nobody had been told.",
    "de": "Der Stadtrat sagte am Montag, dass die Brücke für ein Jahr gesperrt wird und dass niemand davon wusste.",
    "fr": "Le conseil a déclaré lundi que le pont serait fermé pendant un an et que personne n’avait été prévenu.",
    "es": "El ayuntamiento dijo el lunes que el puente estará cerrado durante un año y que nadie lo sabía.",
    "it": "Il consiglio ha detto lunedì che il ponte sarà chiuso per un anno e che nessuno era stato avvisato.",
    "nl": "De gemeenteraad zei maandag dat de brug een jaar dicht is en dat niemand het wist.",
    "pt": "A câmara disse na segunda-feira que a ponte vai fechar por um ano e que ninguém foi avisado.",
    "sv": "Kommunen sade på måndagen att bron ska stängas i ett år och att ingen hade fått veta något om det.",
    "pl": "Rada powiedziała w poniedziałek, że most będzie zamknięty przez rok i że nikt o tym nie wiedział.",
    "fi": "Kaupunki sanoi maanantaina, että silta on suljettu vuoden ajan ja ettei kukaan ollut tiennyt siitä.",
    "tr": "Belediye pazartesi günü köprünün bir yıl için kapalı olacağını ve bunun çok önemli olduğunu söyledi.",
    "ru": "Совет заявил в понедельник, что мост будет закрыт на год и что об этом никто не знал.",
    "uk": "Рада заявила в понеділок, що міст буде закрито на рік і що про це ніхто не знав.",
    "el": "Το συμβούλιο είπε τη Δευτέρα ότι η γέφυρα θα κλείσει για έναν χρόνο.",
    "he": "המועצה אמרה ביום שני כי הגשר ייסגר לשנה ואיש לא ידע על כך.",
    "ar": "قال المجلس يوم الاثنين إن الجسر سيغلق لمدة عام وإن أحدا لم يعلم بذلك.",
    "hi": "परिषद ने सोमवार को कहा कि पुल एक साल के लिए बंद रहेगा।",
    "ja": "市議会は月曜日、橋を一年間閉鎖すると発表した。",
    "zh": "市议会周一表示，该桥将关闭一年，此前无人知晓。",
    "ko": "시의회는 월요일 다리가 일 년 동안 폐쇄된다고 밝혔다.",
    "th": "สภาเมืองกล่าวเมื่อวันจันทร์ว่าสะพานจะปิดหนึ่งปี",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_one_sentence_tells_its_language(code: str) -> None:
    assert language.detect(SENTENCES[code]) == code


@pytest.mark.parametrize("text", ["", "42", "Hello", "Rob Fielding", "1-0 2-1", "👨‍👩‍👧"])
def test_too_little_text_tells_no_language(text: str) -> None:
    assert language.detect(text) is None


def test_a_quoted_name_in_another_script_does_not_change_the_language() -> None:
    assert language.detect(SENTENCES["zh"] * 5 + "（さくら）") == "zh"


def test_only_the_start_of_a_text_is_looked_at() -> None:
    filler = SENTENCES["de"] * (language.SAMPLE_CHARS // len(SENTENCES["de"]) + 1)
    assert language.detect(filler + SENTENCES["fr"] * 500) == "de"
