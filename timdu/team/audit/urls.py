"""Address of letting an auditor in."""

from django.urls import path

from timdu.team.audit import views

app_name = "audit"
urlpatterns = [path("<int:pk>/surat-tugas/", views.surat_tugas, name="surat_tugas")]
