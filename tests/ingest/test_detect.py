"""German passes, other languages do not, and short texts have the benefit of the doubt."""

import pytest

from kg.errors import LanguageError
from kg.ingest.detect import check_german
from kg.resources import seed_path

GERMAN = [
    "Gipfel in Genf.",
    "Putin telefonierte mit Trump.",
    "Trump trifft Putin.",
    "Merz: Treffen am Montag",
    "Der Bundesrat hat gestern in Bern beschlossen, dass die Massnahmen weiter gelten.",
    "Im Jänner reiste der Kanzler nach Rom, wo er mit der Ministerpräsidentin zusammenkam.",
    "„We will never surrender and we will fight“, sagte er bei dem Treffen mit den Ministern in der Stadt.",
    "+++ 14.30 Uhr: Selenskyj dankt Macron +++ 14.10 Uhr: Rutte in Kiew +++",
]
OTHERS = {
    "English": "The Russian president spoke to his American counterpart on Thursday, and they agreed to meet.",
    "French": "Le président russe a parlé avec son homologue américain, et ils ont convenu de se rencontrer.",
    "Spanish": "El presidente ruso habló con su homólogo estadounidense y acordaron reunirse en los próximos días.",
    "Italian": "Il presidente russo ha parlato con il suo omologo americano e hanno deciso di incontrarsi.",
    "Dutch": "De Russische president heeft met zijn Amerikaanse collega gesproken en zij willen elkaar ontmoeten.",
    "Polish": "Prezydent Rosji rozmawiał z prezydentem USA i nie wiadomo, czy do spotkania dojdzie w tym roku.",
    "Swedish": "Den ryske presidenten talade med sin amerikanske kollega och de är överens om att träffas.",
    "Turkish": "Rusya lideri ile ABD lideri bir telefon görüşmesi yaptı ve bu daha sonra da için gibi bir toplantı.",
    "Cyrillic": "Президент России поговорил с президентом США по телефону.",
    "Arabic": "تحدث الرئيس الروسي مع نظيره الأمريكي عبر الهاتف",
    "Cjk": "俄罗斯总统与美国总统通了电话",
}


@pytest.mark.parametrize("text", GERMAN)
def test_german_passes(text):
    check_german(text)


def test_the_seed_passes():
    check_german(seed_path().read_text(encoding="utf-8"))


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_another_language_is_named(language, text):
    with pytest.raises(LanguageError, match=language):
        check_german(text)


def test_a_long_text_without_german_words_is_refused():
    with pytest.raises(LanguageError, match="common words are missing"):
        check_german("lorem ipsum dolor sit amet " * 20)
