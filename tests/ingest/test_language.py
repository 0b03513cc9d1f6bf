import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin.ingest.language import detect

#: One invented sentence, as reports in each language would put it.
_SENTENCES = {
    "nl": "Bij een luchtaanval op het dorp zijn volgens de hulpdiensten zeker vijf mensen om het leven gekomen, onder "
    "wie twee kinderen. De aanval was gericht op een markt in het centrum.",
    "de": "Bei einem Luftangriff auf das Dorf sind nach Angaben der Rettungskräfte mindestens fünf Menschen getötet "
    "worden, darunter zwei Kinder.",
    "fr": "Au moins cinq personnes, dont deux enfants, ont été tuées dans une frappe aérienne sur le village, selon "
    "les secouristes.",
    "es": "Al menos cinco personas, entre ellas dos niños, murieron en un ataque aéreo contra la aldea, según los "
    "equipos de rescate.",
    "tr": "Köye düzenlenen hava saldırısında ikisi çocuk en az beş kişi hayatını kaybetti. Saldırının kasabanın "
    "merkezindeki pazarı hedef aldığı bildirildi.",
    "da": "Mindst fem civile, heraf to børn, er blevet dræbt ved et luftangreb på et marked i byens centrum, oplyser "
    "redningsfolk, der var på stedet for at hjælpe.",
    "sw": "Takriban watu watano wakiwemo watoto wawili waliuawa katika shambulio la anga dhidi ya soko katikati "
    "ya mji, waokoaji walisema siku ya Jumanne.",
    "ar": "قتل خمسة مدنيين على الأقل بينهم طفلان في غارة جوية استهدفت سوقا في وسط البلدة، حسب ما أفاد الدفاع المدني.",
    "fa": "دست‌کم پنج غیرنظامی از جمله دو کودک در حمله هوایی به بازار مرکزی شهر کشته شدند، این را امدادگران گفتند.",
    "ru": "По меньшей мере пять мирных жителей, включая двоих детей, погибли при авиаударе по рынку в центре посёлка.",
    "uk": "Щонайменше п'ятеро мирних жителів, зокрема двоє дітей, загинули внаслідок авіаудару по ринку в селищі.",
    "he": "לפחות חמישה אזרחים, בהם שני ילדים, נהרגו בתקיפה אווירית על שוק במרכז העיירה, כך מסרו כוחות ההצלה.",
    "my": "ရွာကို လေကြောင်းမှ တိုက်ခိုက်ရာတွင် ကလေး နှစ်ဦး အပါအဝင် အနည်းဆုံး လူငါးဦး သေဆုံးခဲ့သည်ဟု ကယ်ဆယ်ရေးသမားများက ပြောသည်။",
    "am": "በመንደሩ ላይ በደረሰ የአየር ጥቃት ሁለት ህጻናትን ጨምሮ ቢያንስ አምስት ሰዎች መገደላቸውን የነፍስ አድን ሠራተኞች ማክሰኞ ዕለት ተናግረዋል። ጥቃቱ ገበያውን መታ።",
}
_ENGLISH = [
    "At least five civilians, two of them children, were killed in an air strike on a market in the centre of town.",
    "AT LEAST FIVE CIVILIANS INCLUDING TWO CHILDREN WERE KILLED IN AN AIR STRIKE ON A MARKET IN THE CENTRE OF TOWN.",
    "Tal Amara: 4 killed, 11 injured, artillery. Wadi Harir: 2 killed, 3 injured, drone. Banat: 1 child injured, mine.",
    "Breaking: warplanes target popular market #TalAmara, 5 martyrs and many wounded so far, rescue teams on site now",
]


@pytest.mark.parametrize(("code", "sentence"), _SENTENCES.items())
def test_a_report_in_another_language_is_named(code: str, sentence: str) -> None:
    assert detect(sentence) == code


@pytest.mark.parametrize("text", _ENGLISH)
def test_english_in_its_manners(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize("text", ["", "5 killed", "1234 " * 300, "😀" * 300, "Homs. Idlib."])
def test_too_little_to_tell_is_none(text: str) -> None:
    assert detect(text) is None


def test_a_text_in_two_scripts_is_none() -> None:
    assert detect(_ENGLISH[0] + "\n" + _SENTENCES["ar"]) is None


@given(st.text(max_size=300))
def test_any_text_gives_two_letters_or_none(text: str) -> None:
    code = detect(text)
    assert code is None or (len(code) == 2 and code.isalpha())
