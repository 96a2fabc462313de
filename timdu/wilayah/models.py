"""The administrative areas of Indonesia, and when their codes were loaded."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat

from timdu.wilayah.names import normalise

if TYPE_CHECKING:
    from timdu.team.models import User

LIMIT = 20
# In this collation a prefix is a range of the index, whatever the locale of the database is.
BYTEWISE = "C"


class WilayahQuerySet(models.QuerySet["Wilayah"]):
    def visible_to(self, user: "User") -> Self:
        """Keep the areas inside the user's own."""
        return self.within(user.scope)

    def within(self, prefix: str) -> Self:
        """Keep the area with this code and everything inside it; an empty prefix is Indonesia."""
        return self.filter(code__startswith=prefix) if prefix else self.all()

    def kecamatan_of(self, kabupaten: str | None) -> Self:
        """Keep the kecamatan of one kabupaten or kota, by name; of no kabupaten there are none.

        No index knows the parent: without the range of codes every list of the system would read
        through all areas of Indonesia. Codes below 61.02 lie between it and 61.02/ ("/" follows
        "." in this collation); written as a range, a plan made before the code is known serves too.
        """
        if not kabupaten:
            return self.none()
        inside = self.filter(code__gt=kabupaten, code__lt=Concat(Value(kabupaten), Value("/")))
        return inside.filter(level=Wilayah.Level.KECAMATAN).order_by("name")

    def current(self) -> Self:
        """Leave out the retired codes."""
        return self.filter(retired_on=None)

    def named(self) -> Self:
        """Read the areas above along with each row, for labels such as "Semudun, Kec. …"."""
        return self.select_related("parent__parent")

    def beginning(self, words: str) -> Self:
        """Keep the areas whose normalised name begins so; a range of an index."""
        return self.filter(search_name__startswith=words)

    def with_words(self, words: str) -> Self:
        """Keep the areas with all the normalised words, each as the beginning of a word."""
        query = " & ".join(f"{word}:*" for word in words.split())
        rows = self.annotate(words=SearchVector("search_name", config="simple"))
        return rows.filter(words=SearchQuery(query, config="simple", search_type="raw"))

    def search(
        self, text: str, prefix: str = "", level: int | Collection[int] = 4
    ) -> list["Wilayah"]:
        """Return at most 20 current areas with such a name, those that begin so first.

        Several words may come in any order ("kunyit sungai"), each as a beginning ("sung kun").
        Both halves are read from an index and stop early; nothing ranks a whole table.
        """
        words = normalise(text)
        if not words:
            return []
        levels = [level] if isinstance(level, int) else list(level)
        rows = self.current().within(prefix).filter(level__in=levels).named()
        rows = rows.order_by("search_name", "code")
        found: list[Wilayah] = list(rows.beginning(words)[:LIMIT])
        if len(found) < LIMIT:
            others = rows.with_words(words).exclude(search_name__startswith=words)
            found.extend(others[: LIMIT - len(found)])
        return found


class Wilayah(models.Model):
    """One province, kabupaten/kota, kecamatan, or desa/kelurahan, by its Kemendagri code."""

    class Level(models.IntegerChoices):
        PROVINCE = 1, "Provinsi"
        REGENCY = 2, "Kabupaten/kota"
        KECAMATAN = 3, "Kecamatan"
        DESA = 4, "Desa/kelurahan"

    code = models.CharField("kode", max_length=13, primary_key=True, db_collation=BYTEWISE)
    name = models.CharField("nama", max_length=100)
    search_name = models.CharField(max_length=100, db_collation=BYTEWISE, editable=False)
    level = models.PositiveSmallIntegerField("tingkat", choices=Level)
    # No index: what lies inside an area is found by the prefix of its code.
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        verbose_name="bagian dari",
    )
    retired_on = models.DateField("tidak berlaku sejak", null=True, blank=True)

    objects = WilayahQuerySet.as_manager()

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        ordering = ["code"]
        indexes = [
            models.Index(fields=["search_name", "code"], name="wilayah_by_name"),
            GinIndex(
                SearchVector("search_name", config="simple"),
                name="wilayah_by_word",
                fastupdate=False,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """What the area is, told by its code alone."""
        if self.level == self.Level.DESA:
            return {"1": "kelurahan", "3": "desa adat"}.get(self.code[9], "desa")
        if self.level == self.Level.REGENCY:
            return "kota" if self.code[3] >= "7" else "kabupaten"
        return "kecamatan" if self.level == self.Level.KECAMATAN else "provinsi"

    @property
    def short_name(self) -> str:
        """The name without the word "Kabupaten" or "Kota" in front."""
        if self.level != self.Level.REGENCY:
            return self.name
        return self.name.removeprefix("Kabupaten ").removeprefix("Kota ")

    @property
    def full_name(self) -> str:
        """The name with what it is: "Desa Semudun", "Kecamatan Toho", "Kabupaten Mempawah"."""
        name, kind = self.name, self.kind.title()
        return name if name.startswith(f"{kind} ") else f"{kind} {name}"

    @property
    def above(self) -> str:
        """Where the area lies: "Kec. Sungai Kunyit, Kabupaten Mempawah"; read with `named()`."""
        return self.above_within("")

    def above_within(self, scope: str) -> str:
        """The same for those who know that they look inside the scope: "Kec. Sungai Kunyit"."""
        places = []
        if self.parent and self.parent_id != scope:
            kecamatan = self.parent.level == self.Level.KECAMATAN
            places.append(f"Kec. {self.parent}" if kecamatan else self.parent.name)
            if kecamatan and self.parent.parent_id != scope:
                places.append(str(self.parent.parent))
        return ", ".join(places)


class WilayahLoad(models.Model):
    """One loading of the area codes, and what it changed."""

    fingerprint = models.CharField("sidik data", max_length=64)
    at = models.DateTimeField("pada", auto_now_add=True)
    inserted = models.PositiveIntegerField("baru")
    changed = models.PositiveIntegerField("berubah")
    retired = models.PositiveIntegerField("tidak berlaku lagi")
    revived = models.PositiveIntegerField("berlaku kembali")
    # For what was there already: code, what happened, name and end of validity before.
    before = models.JSONField("sebelumnya", default=list)

    class Meta:
        verbose_name = "pemuatan wilayah"
        verbose_name_plural = "pemuatan wilayah"
        get_latest_by = "pk"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.fingerprint[:8]}"


class Boundary(models.Model):
    """The outline of one area, simplified for maps on a page; whoever keeps the server loads it."""

    place = models.OneToOneField(
        Wilayah, models.CASCADE, primary_key=True, related_name="boundary", verbose_name="wilayah"
    )
    # Polygons, each with its outer ring and its holes; a point is longitude and latitude.
    polygons = models.JSONField("garis batas")
    source = models.CharField("asal berkas", max_length=200)
    is_official = models.BooleanField("batas resmi", default=False)
    loaded_at = models.DateTimeField("dimuat", auto_now=True)

    class Meta:
        verbose_name = "batas wilayah"
        verbose_name_plural = "batas wilayah"

    def __str__(self) -> str:
        return f"batas {self.place_id}"
