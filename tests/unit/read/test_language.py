"""The language of a text: by its words where it is short, by its letters where it is long, whatever it declares."""

import pytest

from tollbook.data import data_file, load_yaml
from tollbook.model import Provenance
from tollbook.read import read_document
from tollbook.read.language import _scores, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No one died.", "en"),
        ("24 killed", "en"),
        ("Dozens were killed.", "en"),
        ("Une trentaine de personnes sont mortes dans la prison.", "fr"),
        ("Погибли двадцать четыре заключённых, сообщило правительство.", "ru"),
        ("24", None),
        ("№ 24: xyz", None),
    ],
)
def test_short_texts(text: str, language: str | None) -> None:
    source, issues = read_document("a.txt", text.encode())
    assert source is not None
    assert source.language == language
    assert ("language-unknown" in {issue.code for issue in issues}) == (language is None)


IN_THEIR_LANGUAGES = {
    "ar": "قالت الوزارة إن تسعة سجناء قتلوا في أعمال الشغب التي وقعت في السجن ليلة الأربعاء، وأصيب عشرون آخرون.",
    "en": "The ministry said that nine prisoners died in the riot of Wednesday night and that twenty more were hurt.",
    "es": "El ministerio dijo que nueve presos murieron en el motín del miércoles y que veinte resultaron heridos.",
    "fa": "وزارت دادگستری گفت که در شورش شب چهارشنبه نه زندانی کشته و بیست تن دیگر زخمی شده‌اند.",
    "fr": "Le ministère a dit que neuf prisonniers étaient morts dans la mutinerie et que vingt étaient blessés.",
    "ru": "Министерство сообщило, что во время бунта в ночь на четверг погибли девять заключённых, двадцать ранены.",
    "tg": "Вазорат гуфт, ки дар шӯриши шаби панҷшанбе нӯҳ маҳбус кушта ва бист нафари дигар захмӣ шудаанд.",
    "uk": "Міністерство повідомило, що під час бунту в ніч на четвер загинули дев'ять в'язнів, ще двадцять поранені.",
    "uz": "Vazirlik payshanba kechasi boʻlgan isyonda toʻqqiz mahbus oʻldirilgani va yigirmasi yaralanganini aytdi.",
    "az": "Nazirlik bildirdi ki, cümə axşamı gecəsi baş verən qiyamda doqquz məhbus ölüb, daha iyirmi nəfər yaralanıb.",
    "de": "Das Ministerium teilte mit, dass bei dem Aufstand neun Häftlinge starben und zwanzig verletzt wurden.",
    "he": "המשרד מסר כי תשעה אסירים נהרגו במהומות בליל חמישי ועוד עשרים נפצעו.",
    "hy": "Նախարարությունը հայտնեց, որ խռովության ժամանակ զոհվել է ինը բանտարկյալ, ևս քսանը վիրավորվել են։",
    "it": "Il ministero ha detto che nove detenuti sono morti nella rivolta e che altri venti sono rimasti feriti.",
    "ja": "省は、水曜日の夜の暴動で九人の受刑者が死亡し、さらに二十人が負傷したと発表した。",
    "ka": "სამინისტრომ განაცხადა, რომ ამბოხების დროს ცხრა პატიმარი დაიღუპა და კიდევ ოცი დაიჭრა.",
    "kk": "Министрлік бейсенбіге қараған түнгі бүлікте тоғыз тұтқын қаза тауып, жиырмасы жараланғанын хабарлады.",
    "ko": "법무부는 수요일 밤 폭동으로 수감자 아홉 명이 숨지고 스무 명이 더 다쳤다고 밝혔다.",
    "ky": "Министрлик бейшембиге караган түнкү козголоңдо тогуз камактагы киши өлгөнүн билдирди.",
    "lt": "Ministerija pranešė, kad per riaušes žuvo devyni kaliniai, o dar dvidešimt buvo sužeista.",
    "pl": "Ministerstwo podało, że w czasie buntu zginęło dziewięciu więźniów, a dwudziestu innych zostało rannych.",
    "ps": "وزارت وویل چې د چهارشنبې شپې په بلوا کې نهه بندیان وژل شوي او شل نور ټپیان شوي دي.",
    "pt": "O ministério disse que nove presos morreram na rebelião e que outros vinte ficaram feridos.",
    "tk": "Ministrlik penşenbe gijesi bolan gozgalaňda dokuz tussagyň öldürilendigini aýtdy.",
    "tr": "Bakanlık, perşembe gecesi çıkan isyanda dokuz mahkûmun öldüğünü, yirmi kişinin de yaralandığını açıkladı.",
    "ur": "وزارت نے کہا کہ بدھ کی رات ہونے والے ہنگامے میں نو قیدی ہلاک اور بیس زخمی ہوئے۔",
    "zh": "该部表示，在星期三夜间的骚乱中有九名囚犯死亡，另有二十人受伤。",
}


@pytest.mark.parametrize("language", IN_THEIR_LANGUAGES)
def test_a_language_that_is_not_read_is_not_taken_for_one_that_is(language: str) -> None:
    assert language_of(IN_THEIR_LANGUAGES[language]) == language
    assert language_of(IN_THEIR_LANGUAGES[language] * 5) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Дар зиндони шахри Хучанд шуриш шуд ва 24 нафар махбус кушта шуданд, гуфт вазорати адлия.", "tg"),
        ("Вазирлик пайшанба кечаси бўлган исёнда тўққиз маҳбус ўлдирилганини айтди.", "uz"),
        ("В Худжанде убиты 24 заключённых, сообщил Абдумалик Абдуллоджонов", "ru"),
        ("وزارت عدلیه گفت که در شورش محبس بیست و چهار محبوس کشته شدند و سی تن زخم برداشتند", "fa"),
    ],
)
def test_near_ones_are_kept_apart(text: str, language: str) -> None:
    """Tajik typed without its own letters, Uzbek in Cyrillic, Russian with Tajik names, Persian as in Kabul."""
    assert language_of(text) == language


@pytest.mark.parametrize("declared", ["en", "ru", "ar", "de"])
@pytest.mark.parametrize("language", ["tg", "fa", "ru", "lt", "en"])
def test_a_declared_language_is_not_believed_against_the_words(declared: str, language: str) -> None:
    page = f'<html lang="{declared}"><body><p>{IN_THEIR_LANGUAGES[language]}</p></body></html>'
    source, issues = read_document("a.html", page.encode())
    assert source is not None and source.language == language
    differs = [issue for issue in issues if issue.code == "language-differs"]
    assert len(differs) == (declared != language)


@pytest.mark.parametrize(
    ("declared", "text"), [("fr", "24"), ("uz", "Khujand, 1997"), ("ru", "Хуҷанд: 24 — 35"), ("xx", "Nine died.")]
)
def test_a_declared_language_holds_where_the_words_do_not_tell(declared: str, text: str) -> None:
    source, issues = read_document("a.html", f'<html lang="{declared}"><p>{text}</p></html>'.encode())
    assert source is not None and source.language == declared
    assert "language-differs" not in [issue.code for issue in issues]


def test_what_a_person_states_is_believed() -> None:
    page = f'<html lang="en"><p>{IN_THEIR_LANGUAGES["ru"]}</p></html>'.encode()
    source, issues = read_document("a.html", page, known=Provenance(language="tg"))
    assert source is not None and source.language == "tg" and not issues


def test_every_language_of_the_list_can_be_told() -> None:
    languages = load_yaml(data_file("vocabulary", "languages.yaml"))
    listed = {*languages["usual"], *languages["instead"]}
    assert set(languages["counted_as"].values()) <= listed and not listed & set(languages["counted_as"])
    assert len(listed) == len(languages["usual"]) + len(languages["instead"])
    assert set(IN_THEIR_LANGUAGES) <= listed
    assert listed <= set(_scores("x" * 50)), "the model does not know it"
