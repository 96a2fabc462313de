"""The monthly report of the measured site, compiled and drawn: run inside it, prints JSON.

`python manage.py shell -c "from tests.bench import paper; paper.measure('2026-10')"`
"""

import json
import re
import statistics
import time
from pathlib import Path

from django.utils import timezone

from timdu.core.periods import Month
from timdu.documents import compiling, letters, tasks
from timdu.documents.models import Rendition
from timdu.team.models import Team

RUNS = 7


def measure(month):
    """Seconds to collect the facts, seconds a page to draw (wall), the most memory ever held."""
    period = Month.parse(month)
    document = tasks.open_document(
        "monthly", Team.objects.get(), first=period.first, last=period.last
    )
    begin = time.perf_counter()
    compiling.read(document, now=timezone.now())
    facts = time.perf_counter() - begin
    tasks.compile_document(document.pk)
    rendition = Rendition.objects.get(version__document=document)
    pages, times = 0, []
    for _ in range(RUNS):
        begin = time.perf_counter()
        pages = letters.draw(rendition).pages
        times.append(time.perf_counter() - begin)
    status = Path("/proc/self/status").read_text()
    memory = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024
    # The first drawing loads the engine; a worker does that once.
    per_page = [took / pages for took in times[1:]]
    found = {"best": min(per_page), "page": statistics.median(per_page)}
    print(json.dumps({"facts": facts, "pages": pages, "MB": memory, **found}))
