"""The commission's night by its orders: what a sheet says, what is kept, what is only rehearsed."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from auditoria.formatos.computo import Computo, EstadoContienda
from auditoria.formatos.paquete import Paquete
from auditoria.formatos.recuento import Causal
from auditoria.papeles.informe import Veredicto
from auditoria.verificador.recorrido import verificar
from eleccion.arranque import Central, RelojDelEquipo, abrir_central
from eleccion.casos.computo.computar_demarcacion import computar_demarcacion
from eleccion.casos.computo.figuras import ruta_de_paquete
from eleccion.casos.jornada.cierre.remitir_registro import RegistroRemitido
from eleccion.ordenes import acuerdo as orden_de_acuerdo
from eleccion.ordenes import paquete as orden_de_paquete
from eleccion.ordenes import recuento as orden_de_recuento
from eleccion.ordenes.hoja import HojaIlegible, leer_hoja
from eleccion.simulacion.hojas_firmadas import tomar_foto
from tests.auditoria.verificador.orden import Corrida, llamar
from tests.eleccion.custodios import codigo_del_acta, responder
from tests.eleccion.escenario import (
    MESA,
    contar,
    copiar_comision,
    dia_completo,
    preparar,
)
from tests.eleccion.noche import credenciales_gastadas, recibir_y_descifrar

VOTOS = (0, 1, 0, 2)


@pytest.fixture(scope="module")
def remitido(tmp_path_factory: pytest.TempPathFactory) -> RegistroRemitido:
    """The record of the only mesa, as it came on a memory."""
    return dia_completo(tmp_path_factory.mktemp("dia"), VOTOS)


class Oficina:
    """Who types the orders of the commission."""

    def __init__(self, carpeta: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.carpeta, self.capsys = carpeta, capsys
        copiar_comision(carpeta / "central").cerrar()

    def __call__(self, orden: str, *mas: object) -> Corrida:
        """Type one."""
        palabras = (orden, *mas, "--comision", self.carpeta / "central")
        return llamar(self.capsys, "eleccion", *palabras)

    def abrir(self) -> Central:
        """Open its books."""
        return abrir_central(self.carpeta / "central")

    def asientos(self) -> int:
        """Entries of its log."""
        with self.abrir() as central, central.leer() as lectura:
            return lectura.cabeza().tamano

    def hoja(self, nombre: str, texto: str) -> Path:
        """Fill in a sheet."""
        ruta = self.carpeta / nombre
        ruta.write_text(texto, "utf-8")
        return ruta


@pytest.fixture
def oficina(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Oficina]:
    """The commission after the day, before anything came."""
    return Oficina(tmp_path, capsys)


def test_un_paquete_se_ensaya_se_recibe_y_repetido_no_cambia_nada(oficina: Oficina) -> None:
    """A dry run leaves no trace; the receipt is written once, and its paper comes out."""
    hoja = oficina.hoja("hoja.toml", orden_de_paquete.MODELO)
    antes, papel = oficina.asientos(), oficina.carpeta / "recibo.pdf"
    ensayo = oficina("paquete", hoja, "--ensayo", "--recibo", papel)
    assert (ensayo.estado, oficina.asientos()) == (0, antes)
    assert "Es un ensayo" in ensayo.errores
    assert not papel.exists()
    hecha = oficina("paquete", hoja, "--recibo", papel)
    assert (hecha.estado, "Quedó asentado" in hecha.errores) == (0, True), hecha.errores
    assert papel.read_bytes().startswith(b"%PDF-")
    with oficina.abrir() as central, central.leer() as lectura:
        contenido = lectura.documentos.leer(ruta_de_paquete(MESA))
    assert hecha.salida.split() == [sha256(contenido).hexdigest(), "D001/M1/paquete.json"]
    assert not Paquete.leer(contenido).alterado
    otra_vez = oficina("paquete", hoja)
    assert (otra_vez.estado, otra_vez.salida) == (0, hecha.salida)
    assert "Ya estaba asentado" in otra_vez.errores
    assert oficina.asientos() == antes + 1
    distinta = orden_de_paquete.MODELO.replace("con_cinta = true", "con_cinta = false")
    negada = oficina("paquete", oficina.hoja("otra.toml", distinta))
    assert (negada.estado, "ya se recibió" in negada.errores) == (1, True)
    assert oficina.asientos() == antes + 1


@pytest.mark.parametrize(
    ("texto", "estado", "dicho"),
    [
        (b"", 2, "hoja.toml"),
        (b"mesa = ", 2, "hoja.toml, "),
        ("mesa = 'D001-M1' # \xf1".encode("latin-1"), 2, "no está en UTF-8"),
        (b"mesa = 'D001-M1'", 1, "hoja.toml, lugar"),
        (orden_de_paquete.MODELO.encode().replace(b"lugar", b"sitio"), 1, "hoja.toml, lugar"),
        (orden_de_paquete.MODELO.encode() + b"\nextra = 1", 1, "hoja.toml, recibe.extra"),
        (orden_de_paquete.MODELO.encode().replace(b"D001-M1", b"D009-M1"), 1, "D009"),
        (orden_de_paquete.MODELO.encode().replace(b"true", b"1"), 1, "hoja.toml, firmado"),
    ],
)
def test_una_hoja_mal_llena_dice_donde_y_no_guarda_nada(
    oficina: Oficina, texto: bytes, estado: int, dicho: str
) -> None:
    """Whoever filled it in finds the line or the field; the books stay as they were."""
    antes = oficina.asientos()
    hoja = oficina.carpeta / "hoja.toml"
    hoja.write_bytes(texto)
    hecha = oficina("paquete", hoja)
    assert (hecha.estado, dicho in hecha.errores) == (estado, True), hecha.errores
    assert (hecha.salida, oficina.asientos()) == ("", antes)


def test_una_hoja_ausente_o_enorme_o_sin_comision_es_mal_uso(oficina: Oficina) -> None:
    """A gibibyte of zeros is not loaded; a wrong folder is said."""
    enorme = oficina.carpeta / "enorme.toml"
    with enorme.open("wb") as archivo:
        os.truncate(archivo.fileno(), 1 << 30)
    for hoja in (enorme, oficina.carpeta / "no-hay.toml", oficina.carpeta):
        assert oficina("paquete", hoja).estado == 2
    hoja = oficina.hoja("hoja.toml", orden_de_paquete.MODELO)
    vacia = oficina.carpeta / "vacia"
    vacia.mkdir()
    hecha = llamar(oficina.capsys, "eleccion", "paquete", hoja, "--comision", vacia)
    assert (hecha.estado, "No es la carpeta de una comisión" in hecha.errores) == (2, True)


def test_el_modelo_es_una_hoja_completa(capsys: pytest.CaptureFixture[str]) -> None:
    """What the order gives to begin from is accepted as it is."""
    hecha = llamar(capsys, "eleccion", "paquete", "--modelo")
    assert hecha.estado == 0
    dicha = tomllib.loads(hecha.salida)
    assert orden_de_paquete.HojaDePaquete.desde(dicha).mesa == MESA


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_una_hoja_se_guarda_en_utf_8_con_marca_o_sin_ella(
    tmp_path: Path, codificacion: str
) -> None:
    """An office's editor puts an invisible mark at the beginning; of other encodings it is told."""
    hoja = tmp_path / "hoja.toml"
    hoja.write_bytes(f"# Señas\n{orden_de_paquete.MODELO}".encode(codificacion))
    if codificacion.startswith("utf-8"):
        assert leer_hoja(hoja, orden_de_paquete.HojaDePaquete).mesa == MESA
        return
    with pytest.raises(HojaIlegible, match=r"hoja\.toml.*no está en UTF-8"):
        leer_hoja(hoja, orden_de_paquete.HojaDePaquete)


@pytest.mark.parametrize(
    ("escrito", "dicho"),
    [
        (f"a = {'9' * 5_000}", "demasiadas cifras"),
        (f"a = {'[' * 30_000}", "demasiados niveles"),
        ("a = 0001-01-01T00:00:00+06:00", "ningún calendario"),
        ("a = 9999-12-31T23:59:59-06:00", "ningún calendario"),
    ],
)
def test_una_hoja_que_ninguna_maquina_entiende_se_dice(
    tmp_path: Path, escrito: str, dicho: str
) -> None:
    """What TOML admits and Python does not is told as any other slip of the pen."""
    hoja = tmp_path / "hoja.toml"
    hoja.write_text(escrito)
    with pytest.raises(HojaIlegible, match=dicho):
        leer_hoja(hoja, orden_de_paquete.HojaDePaquete)


def test_un_registro_se_ensaya_se_recibe_y_uno_alterado_no_detiene_a_otro(
    oficina: Oficina, remitido: RegistroRemitido
) -> None:
    """Verified whole before it is kept; the same again changes nothing; a false one is named."""
    antes, alterado = oficina.asientos(), oficina.carpeta / "alterado.zip"
    octetos = bytearray(remitido.ruta.read_bytes())
    octetos[len(octetos) // 2] ^= 1
    alterado.write_bytes(octetos)
    ensayo = oficina("recibir", remitido.ruta, "--ensayo")
    assert (ensayo.estado, "se puede recibir" in ensayo.errores) == (0, True), ensayo.errores
    assert (oficina.asientos(), list(oficina.abrir().carpetas.registros.iterdir())) == (antes, [])
    hecha = oficina("recibir", alterado, remitido.ruta)
    assert hecha.estado == 1
    assert "alterado.zip: no se recibe" in hecha.errores
    alterado.write_bytes(octetos[: len(octetos) // 2])
    cortado = oficina("recibir", alterado, oficina.carpeta / "no-hay.zip", "--ensayo")
    assert (cortado.estado, "cópielo de nuevo" in cortado.errores) == (2, True), cortado.errores
    assert cortado.errores.count("alterado.zip") == cortado.errores.count("no-hay.zip") == 1
    assert "D001-M1, 4 boletas; recibido y verificado" in hecha.errores
    asentados = oficina.asientos()
    assert asentados > antes
    otra_vez = oficina("recibir", remitido.ruta)
    assert (otra_vez.estado, "no cambió nada" in otra_vez.errores) == (0, True)
    assert oficina.asientos() == asentados


def anotar_firmes(parche: pytest.MonkeyPatch) -> set[int]:
    """Note which files and folders the disk is asked to keep."""
    firmes, pedir = set[int](), os.fsync

    def anotar(descriptor: int) -> None:
        firmes.add(os.fstat(descriptor).st_ino)
        pedir(descriptor)

    parche.setattr(os, "fsync", anotar)
    return firmes


def dar_sellos(*numeros: int) -> list[str]:
    """Keys of the two who sealed."""
    return [f"--sello={preparar().raiz / f'sello-{n}.llave'}" for n in numeros or (2, 1)]


def leer_con_lector(oficina: Oficina, remitido: RegistroRemitido) -> Path:
    """Scan the slips that are left: every one under which there is no ballot."""
    gastados = credenciales_gastadas(remitido.ruta)
    quedan = [p.codigo for p in preparar().pases if p.publica not in gastados]
    return oficina.hoja("sobrantes.txt", "\n".join(quedan) + "\n")


RECUENTO = orden_de_recuento.MODELO.replace("2027-02-23", "2027-02-22")
CONTEO = "hojas = 4\n[testigos]\n{}"


ACUERDOS = {
    "planilla_cancelada": 'planilla = "{segunda}"',
    "impugnada": 'expediente = "TESLP/JDC/12/2027"',
    "resuelta": 'expediente = "TESLP/JDC/12/2027"\nefecto = "confirma"',
    "revocado": "acuerdo = 1",
}
"""What the sheet of each acuerdo says below its matter."""


def hoja_de_acuerdo(oficina: Oficina, tipo: str) -> Path:
    """Fill in the sheet of an acuerdo on that matter."""
    cabeza = orden_de_acuerdo.MODELO.partition("[decision]")[0]
    segunda = preparar().catalogo.demarcacion("D001").opciones[1]
    resto = ACUERDOS[tipo].replace("{segunda}", segunda)
    texto = f'{cabeza}[decision]\ntipo = "{tipo}"\n{resto}\n'
    return oficina.hoja(f"acuerdo-{tipo}.toml", texto)


def contar_hoja(oficina: Oficina, nombre: str, votos: tuple[int, ...]) -> Path:
    """What one person writes of a recount."""
    opciones = preparar().catalogo.demarcacion("D001").opciones
    cifras = "\n".join(f'"{o}" = {v}' for o, v in zip(opciones, votos, strict=True))
    return oficina.hoja(nombre, CONTEO.format(cifras))


def test_la_noche_entera_se_hace_con_ordenes_y_el_expediente_se_verifica(
    oficina: Oficina, remitido: RegistroRemitido, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the memory of a mesa to the published record by what a commission types, each act
    rehearsed first; a rehearsal and a repetition leave the books as they were."""
    noche = preparar().clausura + timedelta(hours=3)
    monkeypatch.setattr(RelojDelEquipo, "ahora", lambda _: noche)
    sobrantes = leer_con_lector(oficina, remitido)
    lejos, encargo = oficina.carpeta / "lejos", oficina.carpeta / "encargo"
    abierto = orden_de_paquete.MODELO.replace("# alteracion", "alteracion")
    testigos = contar(VOTOS)
    conteos = [contar_hoja(oficina, f"conteo-{n}.toml", testigos) for n in (1, 2)]
    recuento = oficina.hoja("recuento.toml", RECUENTO)
    hojas = {nombre: hoja_de_acuerdo(oficina, nombre) for nombre in ACUERDOS}
    actos: tuple[tuple[object, ...], ...] = (
        ("acuerdo", hojas["planilla_cancelada"], *dar_sellos()),
        ("recibir", remitido.ruta),
        ("paquete", oficina.hoja("abierto.toml", abierto)),
        ("descifrar", "--respuesta", lejos / "respuestas"),
        ("sobres", MESA, "--lugar", "Sala", "--sobrantes", sobrantes, *dar_sellos()),
        ("sesion", "D001"),
        ("recuento", recuento, "--conteo", *conteos, *dar_sellos()),
        ("sesion",),
        ("acuerdo", hojas["impugnada"], *dar_sellos()),
        ("sesion",),
        ("acuerdo", hojas["resuelta"], *dar_sellos()),
        ("sesion",),
    )
    for orden, *mas in actos:
        if orden == "descifrar":
            assert oficina("tanda", encargo).salida.endswith(f"  {MESA}.bel\n")
            responder(lejos, encargo, codigo_del_acta(remitido.ruta), (1, 3, 5))
        antes = oficina.asientos()
        ensayo = oficina(str(orden), *mas, "--ensayo")
        assert (ensayo.estado, oficina.asientos()) == (0, antes), (orden, ensayo.errores)
        assert "Es un ensayo" in ensayo.errores
        hecha = oficina(str(orden), *mas)
        assert hecha.estado == 0, (orden, hecha.errores)
        despues = oficina.asientos()
        assert despues > antes, orden
        if orden != "sesion":
            otra_vez = oficina(str(orden), *mas)
            assert (otra_vez.estado, oficina.asientos()) == (0, despues), (orden, otra_vez.errores)
            assert otra_vez.salida == hecha.salida
    assert "ya se computó; no cambió nada" in oficina("sesion", "D001").errores
    assert oficina("firmeza").estado == 1, "the term to challenge runs"
    firmada = oficina.carpeta / "IMG_1.jpg"
    firmada.write_bytes(tomar_foto("D001", "constancia_mayoria", 1, 1))
    temprana = oficina("firmada", "D001", "constancia_mayoria", firmada)
    assert (temprana.estado, "que se haya firmado" in temprana.errores) == (1, True)
    monkeypatch.setattr(RelojDelEquipo, "ahora", lambda _: noche + timedelta(days=60))
    assert oficina("firmeza").estado == 0
    firmada.write_bytes(tomar_foto(MESA, "acta_escrutinio", 1, 1))
    assert oficina("firmada", MESA, "acta_escrutinio", firmada).estado == 0
    firmada.write_bytes(tomar_foto("D001", "constancia_mayoria", 1, 1))
    assert oficina("firmada", "D001", "constancia_mayoria", firmada).estado == 0
    expediente = oficina.carpeta / "expediente"
    papeles = oficina.carpeta / "papeles/D001/M1"
    papeles.mkdir(parents=True)
    (papeles / "incidentes.pdf").write_bytes(b"%PDF-1.7")
    reservado = oficina.carpeta / "reservado"
    destinos = ("--papeles", papeles.parent.parent, "--reservado", reservado)
    enlace = papeles / "robada.pdf"
    enlace.symlink_to(oficina.carpeta / "central/llaves/comision.llave")
    negada, antes = oficina("publicar", expediente, *destinos), oficina.asientos()
    assert (negada.estado, "D001/M1/robada.pdf" in negada.errores) == (2, True), negada.errores
    assert (reservado.exists(), expediente.exists()) == (False, False)
    enlace.unlink()
    _nada_falso_se_publica(oficina, expediente)
    with monkeypatch.context() as parche:
        firmes = anotar_firmes(parche)
        publicada = oficina("publicar", expediente, *destinos)
    escritos = {ruta.stat().st_ino for ruta in (*expediente.rglob("*"), *reservado.rglob("*.pdf"))}
    assert escritos - firmes == set(), "said to be published, and gone with the power"
    assert oficina.asientos() > antes, "nothing was published with the link"
    assert publicada.estado == 0, publicada.errores
    assert (reservado / "D001/M1/incidentes.pdf").is_file()
    assert oficina("publicar", expediente).estado == 2, "a folder in use"
    firmada.write_bytes(tomar_foto(MESA, "acta_escrutinio", 1, 2))
    tarde = oficina("firmada", MESA, "acta_escrutinio", firmada)
    assert (tarde.estado, "archivo" in tarde.errores) == (1, True), tarde.errores
    otra = oficina("publicar", oficina.carpeta / "otra")
    assert (otra.estado, "ya estaban publicados" in otra.errores) == (0, True)
    hallado = verificar(expediente, huella=preparar().corta, procesos=1)
    fallas = [(c.nombre, c.fallas[0]) for c in hallado.comprobaciones if c.fallas]
    assert (fallas, hallado.veredicto) == ([], Veredicto.VERIFICADO)
    fotos = sorted(str(f.relative_to(expediente)) for f in expediente.rglob("firmadas/*"))
    assert fotos == [
        "D001/M1/firmadas/acta_escrutinio-hoja-1-version-1.jpg",
        "D001/firmadas/constancia_mayoria-hoja-1-version-1.jpg",
    ]
    computo = Computo.leer((expediente / "D001/computo.json").read_bytes())
    assert computo.mesas[0].contados == testigos
    assert [c.causal for c in computo.mesas[0].causales] == [Causal.PAQUETE_ALTERADO]
    asuntos = ["planilla_cancelada", "impugnada", "resuelta"]
    assert [acuerdo.asunto for acuerdo in computo.acuerdos] == asuntos
    assert computo.canceladas == (computo.resultado[1].planilla,)
    impugnado = Computo.leer((expediente / "D001/computo-3.json").read_bytes())
    assert (impugnado.estado, impugnado.ganadora) == (EstadoContienda.IMPUGNADA, None)


def _nada_falso_se_publica(oficina: Oficina, expediente: Path) -> None:
    """After the last entry nothing can be mended: what would not verify is told before it."""
    antes = oficina.asientos()
    ensayada = oficina("publicar", expediente, "--ensayo")
    assert (ensayada.estado, "no tiene fallas" in ensayada.errores) == (0, True), ensayada.errores
    (registro,) = (oficina.carpeta / "central/registros").iterdir()
    recibido = registro.read_bytes()
    with ZipFile(registro) as abierto:
        dentro = {nombre: abierto.read(nombre) for nombre in abierto.namelist()}
    with ZipFile(registro, "w") as alterado:
        for nombre, octetos in dentro.items():
            alterado.writestr(nombre, octetos + b" " * nombre.endswith("cartel.html"))
    negada = oficina("publicar", expediente)
    assert (negada.estado, "D001/M1/cartel.html" in negada.errores) == (1, True), negada.errores
    registro.write_bytes(recibido)
    assert (oficina.asientos(), expediente.exists()) == (antes, False)
    assert not list((oficina.carpeta / "central").glob("ensayo-*"))


def test_lo_que_no_procede_se_dice_y_no_deja_nada(
    oficina: Oficina, remitido: RegistroRemitido
) -> None:
    """Every order of the night in its wrong moment or with what is not of it: the status, where."""
    antes = oficina.asientos()
    vacia = oficina.hoja("vacia.toml", "")
    latina = oficina.carpeta / "latina.txt"
    latina.write_bytes(b"\xff\xfe\x00")
    acuerdo = oficina.hoja("acuerdo.toml", orden_de_acuerdo.MODELO)
    recuento = oficina.hoja("recuento.toml", RECUENTO)
    una = contar_hoja(oficina, "una.toml", contar(VOTOS))
    ajena = oficina.hoja("ajena.toml", 'hojas = 1\n[testigos]\n"D002-P1" = 1')
    sello, lugar = dar_sellos(), ("--lugar", "Sala")
    casos: tuple[tuple[int, str, tuple[object, ...]], ...] = (
        (2, "--sello", ("acuerdo", acuerdo)),
        (2, "--sello", ("acuerdo", acuerdo, *dar_sellos(1))),
        (1, "No firma una de las dos", ("acuerdo", acuerdo, *dar_sellos(2, 2))),
        (2, "vacia.toml", ("acuerdo", vacia, *sello)),
        (1, "no tiene acta", ("recuento", recuento, "--conteo", una, una, *sello)),
        (2, "ajena.toml", ("recuento", recuento, "--conteo", una, ajena, *sello)),
        (2, "latina.txt", ("sobres", MESA, *lugar, "--sobrantes", latina, *sello)),
        (2, "RUBRO", ("sobres", MESA, *lugar, "--motivo", "x=y", *sello)),
        (1, "registro verificado", ("sobres", MESA, *lugar, *sello)),
        (1, "D001-M9", ("sobres", "D001-M9", *lugar, *sello)),
        (2, "latina.txt", ("descifrar", "--respuesta", oficina.carpeta / "no" / "latina.txt")),
        (0, "No hay mesas por descifrar", ("descifrar", "--respuesta", oficina.carpeta)),
        (1, "Falta descifrar", ("sesion", "D001")),
        (1, "D077", ("sesion", "D077")),
        (2, "de una sola", ("sesion", "--semilla", "a")),
        (1, "firme", ("firmeza",)),
        (1, "", ("publicar", oficina.carpeta / "expediente")),
        (2, "van juntos", ("publicar", oficina.carpeta / "x", "--papeles", oficina.carpeta)),
    )
    for estado, dicho, orden in casos:
        hecha = oficina(str(orden[0]), *orden[1:])
        assert (hecha.estado, dicho in hecha.errores) == (estado, True), (orden, hecha.errores)
        assert (hecha.salida, oficina.asientos()) == ("", antes), orden


def test_un_acuerdo_se_toma_una_vez(oficina: Oficina) -> None:
    """The same sheet again is the same acuerdo; another one on its matter is refused."""
    hoja, antes = oficina.hoja("a.toml", orden_de_acuerdo.MODELO), oficina.asientos()
    hecha = oficina("acuerdo", hoja, *dar_sellos())
    assert (hecha.estado, oficina.asientos()) == (0, antes + 1), hecha.errores
    assert hecha.salida.endswith("  D001/acuerdo-1.json\n")
    otra_vez = oficina("acuerdo", hoja, *dar_sellos())
    assert (otra_vez.estado, otra_vez.salida) == (0, hecha.salida)
    papel = oficina.carpeta / "acuerdo.pdf"
    assert oficina("acuerdo", hoja, "--papel", papel, *dar_sellos()).estado == 0
    assert papel.read_bytes().startswith(b"%PDF-")
    distinta = oficina.hoja("b.toml", orden_de_acuerdo.MODELO.replace("Nadie", "Casi nadie"))
    assert oficina("acuerdo", distinta, *dar_sellos()).estado == 1
    assert oficina.asientos() == antes + 1


def test_un_acuerdo_se_revoca_y_su_asunto_se_vuelve_a_decidir(oficina: Oficina) -> None:
    """Who wrote the wrong planilla takes it back: both sheets stay, and the right one is taken."""
    mala, revoca = (
        hoja_de_acuerdo(oficina, "planilla_cancelada"),
        hoja_de_acuerdo(oficina, "revocado"),
    )
    assert oficina("acuerdo", revoca, *dar_sellos()).estado == 1, "there is nothing to revoke"
    antes = oficina.asientos()
    salidas = [oficina("acuerdo", hoja, *dar_sellos()).salida for hoja in (mala, revoca, mala)]
    rutas = [salida.split()[-1] for salida in salidas]
    assert rutas == [f"D001/acuerdo-{numero}.json" for numero in (1, 2, 3)]
    assert oficina.asientos() == antes + 3
    for tipo in ("impugnada", "resuelta"):
        temprana = oficina("acuerdo", hoja_de_acuerdo(oficina, tipo), *dar_sellos())
        assert (temprana.estado, "momento" in temprana.errores) == (1, True), temprana.errores
    assert oficina.asientos() == antes + 3


def test_lo_impugnado_no_queda_firme_ni_se_publica_sin_su_sesion(
    oficina: Oficina, remitido: RegistroRemitido, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The challenge of a neighbour that nobody adds up would run out of time in a drawer."""
    noche = preparar().clausura + timedelta(hours=3)
    with oficina.abrir() as central:
        recibir_y_descifrar(oficina.carpeta, central, remitido, hora=noche)
        computar_demarcacion("D001", comision=central, hora=noche)
    monkeypatch.setattr(RelojDelEquipo, "ahora", lambda _: noche + timedelta(days=60))
    impugnada = hoja_de_acuerdo(oficina, "impugnada")
    assert oficina("acuerdo", impugnada, *dar_sellos()).estado == 0
    for orden in (("firmeza",), ("publicar", oficina.carpeta / "expediente")):
        antes = oficina.asientos()
        assert (oficina(*map(str, orden)).estado, oficina.asientos()) == (1, antes), orden
    cancela = oficina("acuerdo", hoja_de_acuerdo(oficina, "planilla_cancelada"), *dar_sellos())
    assert (cancela.estado, "momento" in cancela.errores) == (1, True), "it was added up"
    assert "impugnada" in oficina("sesion").errores
    assert oficina("firmeza").estado == 1, "and now it waits for who resolves it"
