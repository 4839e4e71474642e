"""Sample agreements and styles for the tests of the back ends: small, complete and in English, Japanese and Indonesian."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from agreement_kit.document import (
    Agreement,
    Block,
    Box,
    Crossing,
    Definition,
    Fill,
    Inline,
    Kind,
    Lane,
    Paragraph,
    Picture,
    Provenance,
    Provision,
    Reference,
    Table,
    Text,
    Texts,
    Wording,
    plain,
)
from agreement_kit.style import LanguageStyle, NumberFormat, Style

TEMPLATES = Path(__file__).parent.parent / "templates"
LANGUAGES = ("en", "ja", "id")
HOSTILE = "PT <script>alert(1)</script> & \"Quote\" 'Co' {{ 7*7 }} </style>"
SECRET = "reserve-position-of-the-house"

# «blank=words» is a fill, «blank=» an open blank, «*term=words» a definition, «@id[,id]=words» a reference.
_MARK = re.compile(r"«([*@]?)([^=»]+)=([^»]*)»")


def inlines(source: str) -> tuple[Inline, ...]:
    """The parts of one line of sample text."""
    return tuple(_parts(source))


def _parts(source: str) -> Iterator[Inline]:
    end = 0
    for mark in _MARK.finditer(source):
        if mark.start() > end:
            yield Text(source[end : mark.start()])
        yield _part(*mark.groups())
        end = mark.end()
    if end < len(source):
        yield Text(source[end:])


def _part(sign: str, name: str, words: str) -> Inline:
    if sign == "*":
        return Definition(name, words)
    if sign == "@":
        return Reference(tuple(name.split(",")), words)
    return Fill(name, words or "‹●›", open=not words)


def wording(en: str, ja: str | None = None, id: str | None = None) -> Wording:
    """The same words in three languages; a language left out repeats the English."""
    return {"en": inlines(en), "ja": inlines(en if ja is None else ja), "id": inlines(en if id is None else id)}


def labels(en: str = "", ja: str | None = None, id: str | None = None) -> dict[str, str]:
    """A label in three languages; a language left out repeats the English."""
    return {"en": en, "ja": en if ja is None else ja, "id": en if id is None else id}


def article(number: int, key: str, heading: Wording, *blocks: Block, kind: Kind = "article", because: str = "") -> Provision:
    """An article, or another headed part when `kind` says so. `because` gives it a provenance."""
    forms = {"article": ("Article {}", "第{}条", "Pasal {}"), "schedule": ("Schedule {}", "別紙{}", "Lampiran {}")}
    form = forms.get(kind, ("", "", ""))
    provenance = Provenance(key, "onshore", SECRET, (because,)) if because else None
    return Provision(f"{key}.any.all", kind, heading, labels(*(part.format(number) for part in form)), blocks, provenance)


def paragraph(key: str, number: int, words: Wording, *children: Paragraph, level: int = 0) -> Paragraph:
    """A numbered paragraph (number 0: none); `level` 1 is an item, 2 a sub-item."""
    return Paragraph(key, words, _label(number, level), children)


def _label(number: int, level: int) -> dict[str, str]:
    if not number:
        return labels()
    letter, roman = "abcdefghij"[number - 1], ("i", "ii", "iii", "iv", "v", "vi")[(number - 1) % 6]
    kana = "アイウエオカキクケコ"[number - 1]
    return (
        labels(f"({number})", _full_width(f"{number}"), f"({number})"),
        labels(f"({letter})", f"（{_full_width(str(number))}）", f"{letter}."),
        labels(f"({roman})", kana, f"{number})"),
    )[level]


def _full_width(digits: str) -> str:
    return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in digits)


def _articles() -> Iterator[Provision]:
    heading = wording("Definitions", "定義", "Definisi")
    terms = (
        (
            "“«*data=Training Data»” means the Datasets listed in «@data_schedule.any.all=Schedule 1», in whole or in part, in any form.",
            "「«*data=学習用データ»」とは、«@data_schedule.any.all=別紙1»に掲げるデータセットの全部又は一部（形式を問わない。）をいう。",
            "“«*data=Data Latih»” berarti Himpunan Data yang tercantum dalam «@data_schedule.any.all=Lampiran 1», seluruhnya atau sebagian, "
            "dalam bentuk apa pun.",
        ),
        (
            "“«*model=Trained Model»” means a model whose parameters were set, wholly or partly, by computation on the Training Data.",
            "「«*model=学習済みモデル»」とは、学習用データを用いた計算によりパラメータの全部又は一部が定められたモデルをいう。",
            "“«*model=Model Terlatih»” berarti model yang parameternya ditetapkan, seluruhnya atau sebagian, melalui komputasi atas Data Latih.",
        ),
    )
    yield article(1, "definitions", heading, *(paragraph(f"definitions.{n}", n, wording(*term)) for n, term in enumerate(terms, 1)))
    yield article(2, "grant", wording("Grant and purposes", "許諾及び目的", "Pemberian Hak dan Tujuan"), *_grant())
    yield article(
        3,
        "residency",
        wording(
            "Storage and processing in «origins=Indonesia»",
            "«origins=インドネシア»における保管及び処理",
            "Penyimpanan dan Pemrosesan di «origins=Indonesia»",
        ),
        *_residency(),
        because="The data are those of a public body.",
    )
    for number, (key, title, words) in enumerate(_PLAIN, 4):
        blocks = (paragraph(f"{key}.{n}", n, wording(*line)) for n, line in enumerate(words, 1))
        yield article(number, key, wording(*title), *blocks)


def _grant() -> tuple[Paragraph, ...]:
    items = (
        (
            "pre-training and continued pre-training of the models named in «@operations.any.all=Schedule 2»;",
            "«@operations.any.all=別紙2»に掲げるモデルの事前学習及び継続事前学習",
            "prapelatihan dan prapelatihan lanjutan atas model yang disebut dalam «@operations.any.all=Lampiran 2»;",
        ),
        (
            "evaluation and red-teaming, provided that:",
            "次の条件による評価及びレッドチーミング",
            "evaluasi dan uji ketahanan, dengan ketentuan:",
        ),
    )
    below = (
        (
            "the results contain no record of the Training Data; and",
            "結果に学習用データの記録が含まれないこと。",
            "hasilnya tidak memuat rekaman Data Latih; dan",
        ),
        (
            "each run is logged for «log_months=24 months».",
            "各実行の記録を«log_months=24箇月»間保存すること。",
            "setiap pelaksanaan dicatat selama «log_months=24 (dua puluh empat) bulan».",
        ),
    )
    deep = tuple(paragraph(f"grant.1.2.{n}", n, wording(*line), level=2) for n, line in enumerate(below, 1))
    first = paragraph("grant.1.1", 1, wording(*items[0]), level=1)
    second = paragraph("grant.1.2", 2, wording(*items[1]), *deep, level=1)
    lead = wording(
        "The Provider of a Dataset grants the Recipient a non-exclusive, non-transferable right to use that Dataset for:",
        "データセットの提供者は、受領者に対し、次の目的のために当該データセットを利用する非独占的かつ譲渡不能の権利を許諾する。",
        "Penyedia suatu Himpunan Data memberikan kepada Penerima hak non-eksklusif yang tidak dapat dialihkan untuk "
        "menggunakan Himpunan Data tersebut untuk:",
    )
    rest = wording(
        "The liability of a Party under «@residency.any.all=Article 3» is limited to «cap=».",
        "«@residency.any.all=第3条»に基づく当事者の責任は、«cap=»を上限とする。",
        "Tanggung jawab suatu Pihak berdasarkan «@residency.any.all=Pasal 3» terbatas pada «cap=».",
    )
    return (paragraph("grant.1", 1, lead, first, second), paragraph("grant.2", 2, rest))


def _residency() -> tuple[Paragraph, ...]:
    lines = (
        (
            "The Recipient shall store and process the Training Data only in «origins=Indonesia», in the environment that the Provider makes "
            "available there. The Recipient shall record each access and shall give the record to the Provider within «days=7 days» of a request.",
            "受領者は、学習用データを、«origins=インドネシア»において提供者が用意する環境においてのみ保管し、及び処理する。"
            "受領者は、各アクセスを記録し、求めを受けた日から«days=7日»以内にその記録を提供者に提出する。",
            "Penerima wajib menyimpan dan memproses Data Latih hanya di «origins=Indonesia», dalam lingkungan yang disediakan oleh Penyedia di sana. "
            "Penerima wajib mencatat setiap akses dan menyerahkan catatan tersebut kepada Penyedia dalam waktu «days=7 (tujuh) hari» "
            "sejak permintaan.",
        ),
        (
            "The Recipient shall not take out of «origins=Indonesia» a copy or an extract of the Training Data, or a model from which either "
            "can be reconstructed.",
            "受領者は、学習用データの複製若しくは抽出物又はこれらを復元することができるモデルを«origins=インドネシア»の外に持ち出してはならない。",
            "Penerima dilarang membawa ke luar «origins=Indonesia» salinan atau cuplikan Data Latih, atau model yang darinya salinan atau "
            "cuplikan itu dapat direkonstruksi.",
        ),
        (
            "The Recipient may take a Trained Model out of «origins=Indonesia» once the Provider has confirmed in writing that "
            "«@residency.2=Article 3(2)» is satisfied.",
            "受領者は、«@residency.2=第3条第2項»の要件が満たされたことを提供者が書面で確認した後、学習済みモデルを«origins=インドネシア»の外に持ち出すことができる。",
            "Penerima dapat membawa Model Terlatih ke luar «origins=Indonesia» setelah Penyedia menegaskan secara tertulis bahwa "
            "«@residency.2=Pasal 3 ayat (2)» telah dipenuhi.",
        ),
    )
    return tuple(paragraph(f"residency.{n}", n, wording(*line)) for n, line in enumerate(lines, 1))


_PLAIN: tuple[tuple[str, tuple[str, str, str], tuple[tuple[str, str, str], ...]], ...] = (
    (
        "security",
        ("Security", "安全管理", "Keamanan"),
        (
            (
                "The Recipient shall protect the Training Data and the Trained Models by measures that are appropriate to their sensitivity, "
                "and at least by encryption at rest and in transit, access by named persons only, and separation from other customers.",
                "受領者は、学習用データ及び学習済みモデルを、その機微性に応じた措置（少なくとも、保管時及び通信時の暗号化、指定された者に限るアクセス並びに"
                "他の顧客からの分離を含む。）により保護する。",
                "Penerima wajib melindungi Data Latih dan Model Terlatih dengan langkah yang sesuai dengan kepekaannya, sekurang-kurangnya dengan "
                "enkripsi saat disimpan dan dikirim, akses hanya oleh orang yang ditunjuk, dan pemisahan dari pelanggan lain.",
            ),
            (
                "The Recipient shall notify the Provider of a breach within «breach_hours=24 hours» of discovery.",
                "受領者は、漏えい等を発見した時から«breach_hours=24時間»以内に提供者に通知する。",
                "Penerima wajib memberitahukan pelanggaran kepada Penyedia dalam waktu «breach_hours=24 (dua puluh empat) jam» sejak diketahui.",
            ),
        ),
    ),
    (
        "rights",
        ("Intellectual property", "知的財産権", "Kekayaan Intelektual"),
        (
            (
                "Each Party keeps its rights in what it supplies. Nothing in this Agreement transfers title to a Dataset.",
                "各当事者は、自己が提供するものに関する権利を留保する。本契約は、データセットの所有権を移転するものではない。",
                "Masing-masing Pihak tetap memiliki haknya atas apa yang disediakannya. Tidak ada ketentuan dalam Perjanjian ini yang mengalihkan "
                "kepemilikan atas suatu Himpunan Data.",
            ),
            (
                "The Recipient owns the Trained Models, subject to «@residency.any.all=Article 3».",
                "学習済みモデルは、«@residency.any.all=第3条»に従うことを条件として、受領者に帰属する。",
                "Model Terlatih adalah milik Penerima, dengan memperhatikan «@residency.any.all=Pasal 3».",
            ),
        ),
    ),
    (
        "liability",
        ("Liability", "責任", "Tanggung Jawab"),
        (
            (
                "A Party is liable for loss that it causes by breach of this Agreement, up to the amount in «@grant.2=Article 2(2)», save for wilful "
                "misconduct or gross negligence.",
                "当事者は、本契約の違反により生じさせた損害について、«@grant.2=第2条第2項»に定める額を上限として責任を負う。ただし、故意又は重過失による場合は、"
                "この限りでない。",
                "Suatu Pihak bertanggung jawab atas kerugian yang ditimbulkannya karena pelanggaran Perjanjian ini, sampai jumlah dalam "
                "«@grant.2=Pasal 2 ayat (2)», kecuali karena kesengajaan atau kelalaian berat.",
            ),
        ),
    ),
    (
        "term",
        ("Term and termination", "期間及び終了", "Jangka Waktu dan Pengakhiran"),
        (
            (
                "This Agreement enters into force on signature and remains in force for «term=three years».",
                "本契約は、署名の日に効力を生じ、«term=3年»間効力を有する。",
                "Perjanjian ini mulai berlaku pada saat penandatanganan dan tetap berlaku selama «term=3 (tiga) tahun».",
            ),
            (
                "On termination the Recipient shall delete the Training Data within «days=30 days» and certify the deletion in writing.",
                "終了に際し、受領者は、«days=30日»以内に学習用データを消去し、書面でその旨を証明する。",
                "Pada saat pengakhiran, Penerima wajib menghapus Data Latih dalam waktu «days=30 (tiga puluh) hari» dan menyatakannya "
                "secara tertulis.",
            ),
        ),
    ),
    (
        "notices",
        ("Notices", "通知", "Pemberitahuan"),
        (
            (
                "Notices are given in writing to «notices=data-protection-and-regulatory-affairs@international-cooperation.nusantara-suara.example.id».",
                "通知は、書面により«notices=data-protection-and-regulatory-affairs@international-cooperation.nusantara-suara.example.id»宛てに行う。",
                "Pemberitahuan disampaikan secara tertulis ke "
                "«notices=data-protection-and-regulatory-affairs@international-cooperation.nusantara-suara.example.id».",
            ),
        ),
    ),
    (
        "disputes",
        ("Governing law and disputes", "準拠法及び紛争解決", "Hukum yang Berlaku dan Sengketa"),
        (
            (
                "This Agreement is governed by the law of «law=Singapore». Disputes are finally settled by arbitration seated in «seat=Singapore».",
                "本契約は、«law=シンガポール»法に準拠する。紛争は、«seat=シンガポール»を仲裁地とする仲裁により最終的に解決する。",
                "Perjanjian ini tunduk pada hukum «law=Singapura». Sengketa diselesaikan secara final melalui arbitrase dengan tempat kedudukan di "
                "«seat=Singapura».",
            ),
        ),
    ),
    (
        "languages",
        ("Languages", "言語", "Bahasa"),
        (
            (
                "This Agreement is made in English, Indonesian and Japanese, each text being authentic. If they diverge, the English text prevails.",
                "本契約は、ひとしく正文である英語、インドネシア語及び日本語により作成する。解釈に相違がある場合には、英語の本文による。",
                "Perjanjian ini dibuat dalam bahasa Inggris, bahasa Indonesia, dan bahasa Jepang, yang masing-masing merupakan naskah asli. Apabila "
                "terdapat perbedaan, naskah bahasa Inggris yang berlaku.",
            ),
        ),
    ),
)


def parties(first: str = "PT Nusantara Suara") -> tuple[Wording, Wording]:
    """The two parties; `first` is the name of the first in all languages but Japanese."""
    japanese = "PTヌサンタラ・スアラ" if first == "PT Nusantara Suara" else first
    second = wording("National Institute for Language Resources", "国立言語資源研究所", "Institut Nasional Sumber Daya Bahasa")
    return {**wording(first), "ja": inlines(japanese)}, second


def _front(names: tuple[Wording, Wording]) -> Iterator[Provision]:
    blocks = tuple(
        paragraph(f"parties.{n}", n, {tag: (Fill("party_name", plain(words)), Text(_ROLE[n - 1][tag])) for tag, words in name.items()})
        for n, name in enumerate(names, 1)
    )
    yield Provision("parties.any.all", "opening", wording("Parties", "当事者", "Para Pihak"), labels(), blocks)
    reason = wording(
        "The Provider holds speech data of public interest, and the Recipient wishes to train language models on them.",
        "提供者は、公益に資する音声データを保有し、受領者は、これにより言語モデルを学習させることを希望する。",
        "Penyedia menguasai data wicara yang bermanfaat bagi kepentingan umum, dan Penerima bermaksud melatih model bahasa dengannya.",
    )
    yield Provision("purpose.any.all", "recital", wording("", "", ""), labels("(A)", "（１）", "A."), (paragraph("purpose.1", 0, reason),))


_ROLE = (
    {
        "en": ", a company of Indonesia (the Provider); and",
        "ja": "（インドネシアの会社。以下「提供者」という。）",
        "id": ", perseroan Indonesia (Penyedia); dan",
    },
    {"en": ", a body of Japan (the Recipient).", "ja": "（日本の法人。以下「受領者」という。）", "id": ", badan hukum Jepang (Penerima)."},
)


def _execution(names: tuple[Wording, Wording]) -> Iterator[Provision]:
    witness = wording(
        "In witness whereof the duly authorised representatives of the Parties have signed this Agreement.",
        "以上の証として、当事者の正当に権限を与えられた代表者が本契約に署名した。",
        "Sebagai bukti, para wakil Para Pihak yang diberi kuasa yang sah menandatangani Perjanjian ini.",
    )
    yield Provision("testimonium.any.all", "closing", wording("", "", ""), labels(), (paragraph("testimonium.1", 0, witness),))
    blocks: list[Block] = []
    for n, name in enumerate(names, 1):
        blocks.append(paragraph(f"signature.{n}", 0, {tag: (Text(_FOR[tag].format(plain(words))),) for tag, words in name.items()}))
        blocks.append(Table(f"signature.{n}.form", (), tuple((wording(*caption), wording("", "", "")) for caption in _CAPTIONS)))
    yield Provision("signature.any.all", "execution", wording("Signatures", "署名", "Tanda Tangan"), labels(), tuple(blocks))


_FOR = {"en": "For {}", "ja": "{}のために", "id": "Untuk {}"}
_CAPTIONS = (("Signature", "署名", "Tanda tangan"), ("Name", "氏名", "Nama"), ("Title", "役職", "Jabatan"), ("Date", "日付", "Tanggal"))
_STAMP = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_LANES = (
    Lane(
        wording("Indonesia", "インドネシア", "Indonesia"),
        (wording("Kept here: Speech", "保管：音声", "Disimpan di sini: Suara"),),
        (Box(wording("Studio", "スタジオ", "Studio"), (wording("fine-tuning", "ファインチューニング", "penyetelan halus"),)),),
    ),
    Lane(wording("Japan", "日本", "Jepang"), (), (Box(wording("Centre", "計算センター", "Pusat"), ()),)),
)
_CROSSINGS = (
    Crossing(0, 1, "solid", dict.fromkeys(("en", "ja", "id"), "1"), wording("Speech: copy", "音声：複製", "Suara: salinan")),
    Crossing(1, 0, "double", dict.fromkeys(("en", "ja", "id"), "2"), wording("Model: copy", "モデル：複製", "Model: salinan")),
    Crossing(1, 0, "dashed", dict.fromkeys(("en", "ja", "id"), "3"), wording("Speech: remote", "音声：遠隔", "Suara: jarak jauh")),
)


def _schedules() -> Iterator[Provision]:
    header = (
        wording("Dataset", "データセット", "Himpunan Data"),
        wording("Provider", "提供者", "Penyedia"),
        wording("Contents", "内容", "Isi"),
        wording("SHA-256"),
    )
    rows = tuple(
        (
            wording(f"Broadcast Speech {n}", f"放送音声{n}", f"Wicara Siaran {n}"),
            wording("PT Nusantara Suara"),
            wording(
                "Recordings of news broadcasts with transcripts, speakers anonymised",
                "ニュース放送の録音及び書き起こし（話者は匿名化済み）",
                "Rekaman siaran berita beserta transkripnya, penutur dianonimkan",
            ),
            wording(_STAMP),
        )
        for n in range(1, 6)
    )
    lead = paragraph(
        "data_schedule.1",
        0,
        wording("The Datasets are these.", "データセットは、次のとおりとする。", "Himpunan Data adalah sebagai berikut."),
    )
    table = Table("data_schedule.table", header, rows)
    yield article(1, "data_schedule", wording("Datasets", "データセット", "Himpunan Data"), lead, table, kind="schedule")
    form = tuple(
        (wording(*caption), wording(*words))
        for caption, words in (
            (("Stage", "段階", "Tahap"), ("Pre-training", "事前学習", "Prapelatihan")),
            (("Site", "場所", "Lokasi"), ("Jakarta", "ジャカルタ", "Jakarta")),
            (("Model", "モデル", "Model"), ("nusantara-lm", "nusantara-lm", "nusantara-lm")),
        )
    )
    picture = Picture("operations.picture", _LANES, _CROSSINGS, wording("The path of the data", "データの流れ", "Alur data"))
    yield article(2, "operations", wording("Operations", "作業", "Operasi"), Table("operations.form", (), form), picture, kind="schedule")


def sample(languages: tuple[str, ...] = ("en", "ja"), *, first: str = "PT Nusantara Suara", repeat: int = 1) -> Agreement:
    """An agreement in these languages. `first` names the first party; `repeat` multiplies the articles after the third."""
    articles = list(_articles())
    for turn in range(1, repeat):
        for number, part in enumerate(articles[3:10], len(articles) + 1):
            articles.append(_again(part, number, turn))
    names = parties(first)
    whole = (*_front(names), *articles, *_execution(names), *_schedules())
    return Agreement(
        id="nusantara",
        instrument="contract",
        title=_only(languages, _TITLE),
        parties=tuple(_only(languages, name) for name in names),
        texts=Texts(authentic=languages, prevails=languages[0]),
        provisions=tuple(_cut(part, languages) for part in whole),
        library="1.0.0",
        round=1,
        draft_because=("The wording of residency is not reviewed.", "The cap is open."),
    )


_TITLE = {"en": "Training Data Sharing Agreement", "ja": "学習用データ共有契約書", "id": "Perjanjian Berbagi Data Latih"}


def _again(part: Provision, number: int, turn: int) -> Provision:
    """The same article under another number, with ids of its own."""
    blocks = tuple(replace(block, id=f"{block.id}.again{turn}") for block in part.blocks)
    label = labels(f"Article {number}", f"第{number}条", f"Pasal {number}")
    return replace(part, id=f"{part.id}.again{turn}", label=label, blocks=blocks)


def _only(languages: tuple[str, ...], words: Mapping[str, Any]) -> dict[str, Any]:
    return {tag: words[tag] for tag in languages}


def _cut(part: Provision, languages: tuple[str, ...]) -> Provision:
    blocks = tuple(_cut_block(block, languages) for block in part.blocks)
    return replace(part, heading=_only(languages, part.heading), label=_only(languages, part.label), blocks=blocks)


def _cut_block(block: Block, languages: tuple[str, ...]) -> Block:
    if isinstance(block, Paragraph):
        return _cut_paragraph(block, languages)
    if isinstance(block, Table):
        rows = tuple(tuple(_only(languages, cell) for cell in row) for row in block.rows)
        return replace(block, header=tuple(_only(languages, cell) for cell in block.header), rows=rows)
    return replace(block, alternative=_only(languages, block.alternative))


def _cut_paragraph(block: Paragraph, languages: tuple[str, ...]) -> Paragraph:
    children = tuple(_cut_paragraph(child, languages) for child in block.children)
    return Paragraph(block.id, _only(languages, block.wording), _only(languages, block.label), children)


_NUMBERING = {key: NumberFormat("{n}", "decimal") for key in ("article", "schedule", "addendum", "recital", "paragraph", "item", "subitem")}
_WORDS = {
    "en": {
        "contents": "Contents",
        "page": "Page {n} of {total}",
        "draft": "Draft",
        "internal": "Internal: not for the other side",
        "reading_copy": "Reading copy",
        "reading_copy_note": "This text is for reading only and binds nobody.",
        "translation": "translation",
        "between": "between",
        "and": "and",
        "dated": "Dated {blank}",
        "draft_because": "Why this is a draft",
    },
    "ja": {
        "contents": "目次",
        "page": "{total}頁中{n}頁",
        "draft": "案",
        "internal": "内部用",
        "reading_copy": "参考訳",
        "reading_copy_note": "この文書は参考のためのものであり、効力を有しない。",
        "translation": "翻訳",
        "between": "当事者",
        "and": "及び",
        "dated": "{blank}年{blank}月{blank}日",
        "draft_because": "案である理由",
    },
    "id": {
        "contents": "Daftar Isi",
        "page": "Halaman {n} dari {total}",
        "draft": "Rancangan",
        "internal": "Internal",
        "reading_copy": "Salinan bacaan",
        "reading_copy_note": "Naskah ini hanya untuk dibaca dan tidak mengikat.",
        "translation": "terjemahan",
        "between": "antara",
        "and": "dan",
        "dated": "Tanggal {blank}",
        "draft_because": "Alasan masih rancangan",
    },
}


def language(tag: str) -> LanguageStyle:
    """The style of one of the three languages."""
    east = tag == "ja"
    return LanguageStyle(
        tag=tag,
        name={"en": "English", "ja": "日本語", "id": "Bahasa Indonesia"}[tag],
        fonts=("Noto Serif CJK JP", "Noto Serif") if east else ("Noto Serif", "Noto Serif CJK JP"),
        script="east_asian" if east else "latin",
        direction="ltr",
        line_height=1.6 if east else 1.45,
        justify=True,
        numbering=_NUMBERING,
        heading="{label}（{heading}）" if east else "{label}. {heading}" if tag == "en" else "{label} {heading}",
        heading_layout="stacked" if tag == "id" else "inline",
        heading_case="upper" if tag == "id" else "as_is",
        words=_WORDS[tag],
    )


def sample_style(columns: tuple[str, ...] = ("en", "ja"), **changes: Any) -> Style:
    """The style of these columns with the templates of the house; `changes` are fields of Style."""
    style = Style(
        columns=columns,
        languages={tag: language(tag) for tag in columns},
        audience="counterparty",
        draft=True,
        reading_copy=(),
        created="2026-11-24",
        margin_top=22.0,
        margin_bottom=20.0,
        margin_side=22.0,
        size=10.0,
        html=(TEMPLATES / "html" / "agreement.html.jinja").read_text(encoding="utf-8"),
        css=(TEMPLATES / "css" / "agreement.css").read_text(encoding="utf-8"),
    )
    return replace(style, **changes)
