"""The four imports: whole or not at all, rehearsed first, with a report for each row."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from auditoria.formatos.reglas import ModoPadron
from auditoria.registro import asientos
from eleccion.casos.registro.abrir_proceso import abrir_proceso
from eleccion.casos.registro.cerrar_padron import cerrar_padron
from eleccion.casos.registro.importar_demarcaciones import (
    CatalogoYaEnUso,
    importar_demarcaciones,
)
from eleccion.casos.registro.importar_funcionarios import importar_funcionarios
from eleccion.casos.registro.importar_padron import TerritorioAusente, importar_padron
from eleccion.casos.registro.importar_planillas import importar_planillas
from eleccion.dominio.etapas import EtapaProceso
from eleccion.dominio.padron import MotivoRechazo
from eleccion.dominio.proceso import (
    PadronAusente,
    PadronImprocedente,
    PadronYaCerrado,
    ProcesoAusente,
    ProcesoYaAbierto,
)
from eleccion.dominio.solicitud import EstadoSolicitud
from eleccion.dominio.territorio import Territorio
from eleccion.errores import EntradaIlegible
from tests.dobles.registro import AlmacenEnMemoria, RelojDeMano
from tests.eleccion.casos.registro.pueblo import (
    TOML,
    Oficina,
    con_catalogo,
    instalar_oficina,
)


@pytest.fixture
def oficina(tmp_path: Path) -> Oficina:
    """An office with the catalogue imported."""
    return con_catalogo(tmp_path)


def editar(ruta: Path, codificacion: str, viejo: str, nuevo: str) -> None:
    """Change the first place where a text stands in a file."""
    texto = ruta.read_text(codificacion)
    assert viejo in texto
    ruta.write_text(texto.replace(viejo, nuevo, 1), codificacion, newline="")


def test_abrir_proceso_fija_la_convocatoria(tmp_path: Path) -> None:
    """Every rule comes from these bytes: their hash is the first entry of the log."""
    almacen, reloj = AlmacenEnMemoria(), RelojDeMano()
    proceso = abrir_proceso(TOML, abrir=almacen.abrir, reloj=reloj)
    assert (proceso.id, proceso.etapa) == ("prueba-2027", EtapaProceso.PREPARACION)
    assert almacen.asentados() == (
        asientos.ProcesoAbierto(
            proceso="prueba-2027",
            caracter="simulacro",
            convocatoria=hashlib.sha256(TOML).digest(),
        ),
    )
    with pytest.raises(ProcesoYaAbierto):
        abrir_proceso(TOML, abrir=almacen.abrir, reloj=reloj)


def test_el_padron_de_numeros_se_admite_y_lo_malo_se_rechaza(tmp_path: Path) -> None:
    """Numbers of cards and nobody's name: the same reasons, and the same count."""
    oficina = instalar_oficina(tmp_path, modo=ModoPadron.OCR)
    importar_demarcaciones(oficina.archivos.demarcaciones, abrir=oficina.abrir)
    texto = oficina.archivos.padron.read_text("utf-8")
    assert oficina.poblado.padron[0].clave_elector not in texto
    informe = importar_padron(oficina.archivos.padron, abrir=oficina.abrir)
    assert informe.aplicado
    assert informe.admitidos == len(oficina.poblado.padron)
    dichos = Counter(
        h.texto.removeprefix("no se admite: ").partition(" (")[0] for h in informe.hallazgos
    )
    assert dichos == Counter(r.motivo.value for r in oficina.poblado.rechazables)
    editar(oficina.archivos.padron, "utf-8", texto.splitlines()[1].split(",")[1], "07A1")
    grave = importar_padron(oficina.archivos.padron, abrir=oficina.abrir)
    (falla,) = [h for h in grave.hallazgos if h.grave]
    assert (falla.linea, falla.columna, grave.aplicado) == (2, "ocr", False)


def test_sin_lista_no_se_importa_ni_se_cierra_un_padron(tmp_path: Path) -> None:
    """A roll nobody uses would be personal data kept for nothing."""
    oficina = instalar_oficina(tmp_path, modo=ModoPadron.REGISTRO_EN_MESA)
    assert importar_demarcaciones(oficina.archivos.demarcaciones, abrir=oficina.abrir).aplicado
    assert oficina.almacen.estado.territorio == Territorio(oficina.poblado.demarcaciones)
    assert not oficina.archivos.padron.exists()
    con_lista = tmp_path / "otra"
    con_lista.mkdir()
    padron = instalar_oficina(con_lista).archivos.padron
    with pytest.raises(PadronImprocedente):
        importar_padron(padron, abrir=oficina.abrir)
    with pytest.raises(PadronImprocedente):
        cerrar_padron(abrir=oficina.abrir, reloj=oficina.reloj)


def test_sin_lista_una_seccion_de_dos_mesas_dice_sus_manzanas(tmp_path: Path) -> None:
    """The report names the line and what to write; nothing of the table is stored."""
    oficina = instalar_oficina(tmp_path, modo=ModoPadron.REGISTRO_EN_MESA)
    ruta = oficina.archivos.demarcaciones
    editar(ruta, "utf-8-sig", "..0030", "..0029")
    assert importar_demarcaciones(ruta, abrir=oficina.abrir, ensayo=True).hallazgos == ()
    texto = ruta.read_text("utf-8-sig")
    linea = next(n for n, fila in enumerate(texto.splitlines(), 1) if "..0029" in fila)
    cortada = texto.splitlines()[linea - 1].rpartition(",")[2].strip('"')
    editar(ruta, "utf-8-sig", cortada, "")
    informe = importar_demarcaciones(ruta, abrir=oficina.abrir)
    assert not informe.aplicado
    (hallazgo,) = informe.hallazgos
    assert (hallazgo.linea, hallazgo.columna, hallazgo.grave) == (linea, "manzanas", True)
    assert f"{cortada[:4]}-0001" in hallazgo.texto
    editar(ruta, "utf-8-sig", "-0031..", "-31..")
    (mal_escrita,) = [
        h for h in importar_demarcaciones(ruta, abrir=oficina.abrir).hallazgos if h.columna
    ]
    assert "0702-0020..0031" in mal_escrita.texto


def test_las_demarcaciones_quedan_como_en_el_archivo(tmp_path: Path) -> None:
    """BOM, commas inside quotes and zeros in front come back as the same catalogue."""
    oficina = con_catalogo(tmp_path)
    assert oficina.almacen.estado.territorio == Territorio(oficina.poblado.demarcaciones)


def test_el_ensayo_informa_lo_mismo_y_no_guarda_nada(oficina: Oficina) -> None:
    """An office tries until the report is clean, and only then imports."""
    archivos, abrir, reloj = oficina.archivos, oficina.abrir, oficina.reloj
    importar_planillas(archivos.planillas, abrir=abrir, reloj=reloj, ensayo=True)
    antes = oficina.almacen.estado
    # The roll is imported before the slates here because the catalogue cannot be after them.
    for ensayo in (True, False):
        informes = (
            importar_demarcaciones(archivos.demarcaciones, abrir=abrir, ensayo=ensayo),
            importar_padron(archivos.padron, abrir=abrir, ensayo=ensayo),
            importar_funcionarios(archivos.funcionarios, abrir=abrir, ensayo=ensayo),
            importar_planillas(archivos.planillas, abrir=abrir, reloj=reloj, ensayo=ensayo),
        )
        if ensayo:
            ensayados = informes
            assert oficina.almacen.estado == antes
            assert oficina.almacen.asentados() == (oficina.almacen.asentados()[0],)
        assert all(informe.aplicado is not ensayo for informe in informes)
    assert [replace(i, aplicado=True) for i in ensayados] == list(informes)


def test_el_padron_del_poblado_se_admite_y_lo_malo_se_rechaza(oficina: Oficina) -> None:
    """Every admitted person and every reason, against what the town was made with."""
    informe = importar_padron(oficina.archivos.padron, abrir=oficina.abrir)
    estado = oficina.almacen.estado
    assert informe.aplicado
    assert informe.admitidos == len(oficina.poblado.padron)
    assert {e.clave_elector for e in estado.padron} == {
        e.clave_elector for e in oficina.poblado.padron
    }
    dichos = Counter(h.texto.removeprefix("no se admite: ") for h in informe.hallazgos)
    esperados = Counter(r.motivo for r in oficina.poblado.rechazables)
    for motivo, veces in esperados.items():
        assert sum(n for texto, n in dichos.items() if texto.startswith(motivo.value)) == veces
    assert sum(dichos.values()) == len(oficina.poblado.rechazables)
    assert set(esperados) >= {MotivoRechazo.REPETIDA, MotivoRechazo.EN_DOS_MESAS}


def test_el_informe_no_repite_datos_de_nadie(oficina: Oficina) -> None:
    """Reports are printed and mailed."""
    editar(oficina.archivos.padron, "utf-8", ",M,", ",QQ,")
    informe = importar_padron(oficina.archivos.padron, abrir=oficina.abrir)
    texto = "\n".join(map(str, informe.hallazgos))
    assert informe.tiene_graves
    for elector in (*oficina.poblado.padron, *(r.elector for r in oficina.poblado.rechazables)):
        assert elector.clave_elector not in texto
        assert elector.apellido_paterno.upper() + "," not in texto


def test_una_celda_ilegible_detiene_todo_el_padron(oficina: Oficina) -> None:
    """A person the program could not read must not be left out without anybody noticing."""
    importar_padron(oficina.archivos.padron, abrir=oficina.abrir)
    antes = oficina.almacen.estado
    editar(oficina.archivos.padron, "utf-8", "VIGENTE", "QUIÉN SABE")
    informe = importar_padron(oficina.archivos.padron, abrir=oficina.abrir)
    assert [(h.linea, h.columna) for h in informe.hallazgos if h.grave] == [(2, "estatus")]
    assert not informe.aplicado
    assert oficina.almacen.estado == antes


def test_un_padron_cerrado_no_se_cambia(oficina: Oficina) -> None:
    """What went to the mesas and what the log says are the same roll."""
    with pytest.raises(PadronAusente):
        cerrar_padron(abrir=oficina.abrir, reloj=oficina.reloj)
    importar_padron(oficina.archivos.padron, abrir=oficina.abrir)
    resumen = cerrar_padron(abrir=oficina.abrir, reloj=oficina.reloj)
    assert oficina.almacen.asentados()[-1] == asientos.PadronCerrado(
        admitidas=resumen.admitidas, rechazadas=resumen.rechazadas
    )
    assert resumen.sha256 == hashlib.sha256(oficina.archivos.padron.read_bytes()).hexdigest()
    with pytest.raises(PadronYaCerrado):
        importar_padron(oficina.archivos.padron, abrir=oficina.abrir)
    with pytest.raises(PadronYaCerrado):
        importar_demarcaciones(oficina.archivos.demarcaciones, abrir=oficina.abrir)
    with pytest.raises(PadronYaCerrado):
        cerrar_padron(abrir=oficina.abrir, reloj=oficina.reloj)


def test_sin_catalogo_no_hay_donde_poner_a_nadie(tmp_path: Path) -> None:
    """First the map, then the people."""
    oficina = instalar_oficina(tmp_path)
    with pytest.raises(TerritorioAusente):
        importar_padron(oficina.archivos.padron, abrir=oficina.abrir)
    with pytest.raises(TerritorioAusente):
        importar_funcionarios(oficina.archivos.funcionarios, abrir=oficina.abrir)
    with pytest.raises(ProcesoAusente):
        importar_padron(oficina.archivos.padron, abrir=AlmacenEnMemoria().abrir)


def test_un_catalogo_nuevo_vacia_lo_que_nombraba_sus_mesas(oficina: Oficina) -> None:
    """People left on mesas that no longer exist would vote nowhere."""
    importar_padron(oficina.archivos.padron, abrir=oficina.abrir)
    importar_funcionarios(oficina.archivos.funcionarios, abrir=oficina.abrir)
    informe = importar_demarcaciones(oficina.archivos.demarcaciones, abrir=oficina.abrir)
    assert [str(h) for h in informe.hallazgos] == [
        "con el catálogo nuevo hay que volver a importar el padrón y las personas funcionarias"
    ]
    estado = oficina.almacen.estado
    assert (estado.padron, estado.funcionarios) == ((), ())
    assert estado.proceso is not None
    assert estado.proceso.padron is None


def test_el_catalogo_no_cambia_bajo_una_planilla(oficina: Oficina) -> None:
    """A slate is registered for a demarcación that must stay what it was."""
    importar_planillas(oficina.archivos.planillas, abrir=oficina.abrir, reloj=oficina.reloj)
    with pytest.raises(CatalogoYaEnUso):
        importar_demarcaciones(oficina.archivos.demarcaciones, abrir=oficina.abrir)


@pytest.mark.parametrize(
    ("viejo", "nuevo", "dicho"),
    [
        ("D002,", "D001,", "ya está en la línea 2"),
        (",Sí,", ",quizá,", "se espera sí o no"),
        ("D001", "D1", "una clave de demarcación"),
        ("M2", "M1", "ya está en la línea"),
    ],
)
def test_un_catalogo_contradictorio_no_se_guarda(
    tmp_path: Path, viejo: str, nuevo: str, dicho: str
) -> None:
    """One wrong row, and the catalogue there was stays."""
    oficina = instalar_oficina(tmp_path)
    editar(oficina.archivos.demarcaciones, "utf-8-sig", viejo, nuevo)
    informe = importar_demarcaciones(oficina.archivos.demarcaciones, abrir=oficina.abrir)
    assert not informe.aplicado
    assert any(dicho in hallazgo.texto for hallazgo in informe.hallazgos)
    assert oficina.almacen.estado.territorio == Territorio()


def test_las_planillas_se_registran_con_sus_causas(oficina: Oficina) -> None:
    """Each invented fault is found, told in the report and entered in the log."""
    informe = importar_planillas(
        oficina.archivos.planillas, abrir=oficina.abrir, reloj=oficina.reloj
    )
    registradas = oficina.almacen.estado.planillas
    assert informe.admitidos == len(oficina.poblado.planillas) == len(registradas)
    for inventada in oficina.poblado.planillas:
        solicitud = registradas[inventada.clave]
        assert solicitud.planilla == inventada.presentada
        prevencion = solicitud.prevencion
        causas = {c.clave for c in prevencion.causas} if prevencion else set()
        assert causas == inventada.causas
    tipos = Counter(type(a).__name__ for a in oficina.almacen.asentados())
    con_causa = sum(bool(p.causas) for p in oficina.poblado.planillas)
    assert tipos["PlanillaRegistrada"] == len(registradas)
    assert tipos["PlanillaPrevenida"] == con_causa
    assert len([h for h in informe.hallazgos if "queda prevenida" in h.texto]) >= con_causa
    assert {s.estado for s in registradas.values()} == {
        EstadoSolicitud.REGISTRADA,
        EstadoSolicitud.PREVENIDA,
    }


def test_la_misma_tabla_dos_veces_no_duplica_planillas(oficina: Oficina) -> None:
    """The second click on the same button."""
    importar_planillas(oficina.archivos.planillas, abrir=oficina.abrir, reloj=oficina.reloj)
    antes = oficina.almacen.estado
    informe = importar_planillas(
        oficina.archivos.planillas, abrir=oficina.abrir, reloj=oficina.reloj
    )
    assert not informe.aplicado
    assert all("ya está registrada" in h.texto for h in informe.hallazgos)
    assert oficina.almacen.estado == antes


def test_una_planilla_de_ninguna_parte_detiene_la_tabla(oficina: Oficina) -> None:
    """A key typed wrong would otherwise register a slate where nobody votes for it."""
    editar(oficina.archivos.planillas, "cp1252", "D003;", "D999;")
    informe = importar_planillas(
        oficina.archivos.planillas, abrir=oficina.abrir, reloj=oficina.reloj
    )
    assert not informe.aplicado
    assert [h.texto for h in informe.hallazgos] == ["el catálogo no tiene la demarcación D999"]
    assert oficina.almacen.estado.planillas == {}


@pytest.mark.parametrize(
    ("viejo", "nuevo", "dicho"),
    [
        ("D001\tM1", "D001\tM7", "el catálogo no tiene la mesa D001-M7"),
        ("Titular", "Suplente", "nadie está designado para un cargo"),
        ("Suplente", "Titular", "la convocatoria no tiene ese cargo"),
        ("Presidencia de la mesa", "Secretaría de la mesa", "dos personas están designadas"),
    ],
)
def test_una_mesa_incompleta_no_se_guarda(
    oficina: Oficina, viejo: str, nuevo: str, dicho: str
) -> None:
    """It would be found out at half past seven on the day."""
    editar(oficina.archivos.funcionarios, "latin-1", viejo, nuevo)
    informe = importar_funcionarios(oficina.archivos.funcionarios, abrir=oficina.abrir)
    assert not informe.aplicado
    assert any(dicho in hallazgo.texto for hallazgo in informe.hallazgos)
    assert oficina.almacen.estado.funcionarios == ()


def test_nadie_cuenta_los_votos_de_su_planilla_ni_esta_en_dos_mesas(oficina: Oficina) -> None:
    """By clave de elector, the one key that does not change."""
    importar_planillas(oficina.archivos.planillas, abrir=oficina.abrir, reloj=oficina.reloj)
    una, otra = oficina.poblado.designadas[:2]
    planilla = oficina.poblado.planillas[1]
    candidata = planilla.presentada.integrantes[0].persona
    ruta = oficina.archivos.funcionarios
    editar(ruta, "latin-1", una.vecina.clave_elector, candidata.clave_elector)
    editar(ruta, "latin-1", otra.vecina.clave_elector, candidata.clave_elector)
    informe = importar_funcionarios(ruta, abrir=oficina.abrir)
    textos = [hallazgo.texto for hallazgo in informe.hallazgos]
    assert textos == [
        f"la persona integra la planilla {planilla.clave}",
        "la persona ya está designada en la línea 2",
        f"la persona integra la planilla {planilla.clave}",
    ]
    assert not informe.aplicado


@pytest.mark.parametrize("tabla", ["demarcaciones", "planillas", "padron", "funcionarios"])
def test_un_archivo_que_no_es_tabla_no_toca_nada(oficina: Oficina, tabla: str) -> None:
    """A zip renamed, in each of the four places."""
    ruta = oficina.archivos.demarcaciones.with_name(f"{tabla}.csv")
    ruta.write_bytes(b"PK\x03\x04" + bytes(60))
    antes = oficina.almacen.estado
    abrir, reloj = oficina.abrir, oficina.reloj
    importar = {
        "demarcaciones": lambda: importar_demarcaciones(ruta, abrir=abrir),
        "planillas": lambda: importar_planillas(ruta, abrir=abrir, reloj=reloj),
        "padron": lambda: importar_padron(ruta, abrir=abrir),
        "funcionarios": lambda: importar_funcionarios(ruta, abrir=abrir),
    }
    with pytest.raises(EntradaIlegible, match=f"{tabla}.csv"):
        importar[tabla]()
    assert oficina.almacen.estado == antes
