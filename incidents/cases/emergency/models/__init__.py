"""Status Keadaan Konflik: rows and who may see them."""

from incidents.cases.emergency.models.act import Act
from incidents.cases.emergency.models.duties import Progress, TroopRequest
from incidents.cases.emergency.models.emergency import Emergency

__all__ = ["Act", "Emergency", "Progress", "TroopRequest"]
