"""The report of a verification: two plain pages that say the verdict first and hide no failure."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from auditoria.papeles.informe import (
    Ancla,
    Comprobacion,
    Falla,
    Informe,
    Veredicto,
    dibujar_informe,
    documento,
)
from boletas.impresion.composicion import componer
from boletas.impresion.revision import revisar
from tests.programas import texto_de_pdf

FALLA = Falla(
    archivo="D004/M1/M1.bel",
    entrada="suceso 28 (Ballot)",
    hecho="La prueba individual de la respuesta 2 es falsa",
)
BUENO = Informe(
    proceso="Elección de las Juntas de Participación Ciudadana 2026",
    autoridad="Comisión Electoral de las Juntas de Participación Ciudadana",
    simulacro=False,
    veredicto=Veredicto.VERIFICADO,
    ancla=Ancla.HUELLA,
    huella_corta="7KQ2M-0F3ZX-9PATB-H41CE",
    llave_corta="X0V2M-8F3ZX-9PATB-H41CE",
    manifiesto="ab" * 32,
    programa="programa eleccion-jpc/0.1.0 reportlab/5.1.0",
    momento=datetime(2026, 11, 30, 18, 4, tzinfo=UTC),
    conteos=(("Demarcaciones", 284), ("Mesas", 290), ("Boletas", 35_500)),
    comprobaciones=tuple(
        Comprobacion(
            nombre=f"comprobacion-{i}",
            explicacion="Cada boleta es de esta elección y de un pase de la lista, y sus pruebas"
            " son correctas",
            total=35_500,
        )
        for i in range(14)
    ),
)
MALO = replace(
    BUENO,
    veredicto=Veredicto.NO_VERIFICADO,
    ancla=Ancla.NINGUNA,
    comprobaciones=(
        replace(BUENO.comprobaciones[0], fallas=(FALLA,) * 2_000),
        *BUENO.comprobaciones[1:],
    ),
)
SIN_ANCLA = replace(BUENO, veredicto=Veredicto.SIN_ANCLA, ancla=Ancla.NINGUNA)


def texto(informe: Informe, carpeta: Path) -> str:
    """What the report says, blanks folded."""
    ruta = carpeta / "informe.pdf"
    ruta.write_bytes(dibujar_informe(informe))
    return " ".join(texto_de_pdf(ruta).split())


@pytest.mark.parametrize("informe", [BUENO, MALO, SIN_ANCLA])
def test_cabe_en_dos_hojas(informe: Informe) -> None:
    """An observer reads two pages; two thousand failures must not make it a book."""
    paginas = componer(documento(informe))
    assert revisar(paginas) == ()
    assert len(paginas) <= 2


def test_el_veredicto_y_las_cifras_estan(tmp_path: Path) -> None:
    """What was checked is said with its count, and with what it was compared."""
    dicho = texto(BUENO, tmp_path)
    assert "VERIFICADO" in dicho
    assert "497,000" in dicho
    assert "35,500" in dicho
    assert BUENO.huella_corta in dicho
    assert BUENO.manifiesto in dicho
    assert "30 de noviembre de 2026, 12:04 h" in dicho


def test_ninguna_falla_se_calla(tmp_path: Path) -> None:
    """Failures beyond those listed are counted: silence would read as none."""
    dicho = texto(MALO, tmp_path)
    assert "NO VERIFICADO" in dicho
    assert FALLA.archivo in dicho
    assert FALLA.entrada in dicho
    assert "2,000" in dicho
    assert "Hay 1,990 fallas más" in dicho


def test_sin_ancla_no_dice_verificado(tmp_path: Path) -> None:
    """A record remade whole is consistent too: only something from outside tells."""
    dicho = texto(SIN_ANCLA, tmp_path)
    assert "ÍNTEGRO, SIN ANCLA" in dicho
    assert "Ninguno: no se dio huella ni llave" in dicho


def test_el_mismo_veredicto_da_los_mismos_octetos() -> None:
    """Two observers who found the same can compare their reports."""
    assert dibujar_informe(BUENO) == dibujar_informe(replace(BUENO))
    assert dibujar_informe(BUENO) != dibujar_informe(MALO)
