"""What an observer would find in the record of a mesa is known when it comes, and to nobody later.

Whoever holds every key edits one field and makes all hashes, heads and signatures again. The same
edit is looked at twice: in the expediente, by the observer, and in the packet of the mesa, by the
commission that receives it.
"""

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from auditoria.errores import ErrorAuditoria
from auditoria.registro import canonico, manifiesto, nota
from auditoria.verificador.citas import DE_LA_COMISION
from auditoria.verificador.taller import TallerDeComputo
from boletas.errores import FallaDeBoletas
from eleccion.casos.computo import verificar_registro as recepcion
from eleccion.casos.computo.verificar_registro import (
    ContextoDeRecepcion,
    verificar_registro,
)
from eleccion.errores import ErrorEleccion
from tests.auditoria.verificador.copia import Copia, asientos_de, encadenar
from tests.auditoria.verificador.memoria import Memoria
from tests.auditoria.verificador.orden import llamar
from tests.auditoria.verificador.proceso import Proceso
from tests.auditoria.verificador.rehacer import Rehacedor
from tests.auditoria.verificador.test_hojas import ediciones, editor_de

MESA, RUTA = "D001-M1", "D001/M1"
SOLO_EN_EL_EXPEDIENTE = {*DE_LA_COMISION, "descifrado.json", "descifrado.json.firma"}
"""Files of the mesa that came after its record; so did all of ``firmadas/``."""


pytestmark = pytest.mark.usefixtures("como_se_publico")


def empacar(copia: Copia, destino: Path, *, entero: bool = False) -> Path:
    """Make the packet of the mesa out of the record as it stands, signed by machine and cards.

    Args:
        entero: Whether the archive goes on with its decryption, as it is published later.
    """
    largo = json.loads(copia.original[f"{RUTA}/cierre.json"])["urna"]["archivo"]["largo"]
    archivos = {
        ruta: datos[:largo] if ruta.endswith(".bel") and not entero else datos
        for ruta, datos in copia.actual.items()
        if ruta.rpartition("/")[0] == RUTA and ruta.rpartition("/")[2] not in SOLO_EN_EL_EXPEDIENTE
    }
    llaves = copia.proceso.mesas[MESA]
    huellas = {ruta: sha256(datos).digest() for ruta, datos in archivos.items()}
    firmantes = [llaves.mesa, *(tarjeta.firma for tarjeta in llaves.tarjetas)]
    archivos[manifiesto.NOMBRE] = nota.firmar(
        manifiesto.Manifiesto(copia.id, huellas).texto(), firmantes
    )
    with zipfile.ZipFile(destino, "w") as paquete:
        for ruta, datos in archivos.items():
            paquete.writestr(ruta, datos)
    return destino


def contexto(copia: Copia) -> ContextoDeRecepcion:
    """What the commission knew that night, by its own log."""
    asientos = asientos_de(copia.original["comision.bitacora"])
    (arranque,) = (a["datos"] for a in asientos if a["tipo"] == "ArranqueAnunciado")
    return ContextoDeRecepcion(
        definicion=copia.raiz,
        arranque=arranque["codigo"],
        dotaciones={
            a["datos"]["mesa"]: bytes.fromhex(a["datos"]["manifiesto"])
            for a in asientos
            if a["tipo"] == "DotacionEmitida"
        },
    )


def recibir(copia: Copia, carpeta: Path, *, entero: bool = False) -> list[str]:
    """What the commission is told: the one reason to refuse, or what it observes, by place."""
    ruta = empacar(copia, carpeta / f"registro-{MESA}.zip", entero=entero)
    try:
        verificado = verificar_registro(ruta, contexto(copia))
    except (ErrorEleccion, ErrorAuditoria, FallaDeBoletas) as falla:
        return [f"no se recibe: {falla}"]
    return [f"se observa: {f.archivo}, {f.entrada}: {f.hecho}" for f in verificado.observaciones]


def de_la_mesa(copia: Copia, memoria: Memoria) -> list[str]:
    """What an observer finds in the files that the mesa handed in."""
    return [
        f"{falla.archivo}, {falla.entrada}: {falla.hecho}"
        for comprobacion in memoria.verificar(copia.raiz).comprobaciones
        for falla in comprobacion.fallas
        if falla.archivo.startswith(f"{RUTA}/")
    ]


def decir(copia: Copia, archivo: str, cambiar: Callable[[Any], None]) -> None:
    """Make a file of the mesa say something else: a log gives its entries, a sheet itself."""
    ruta = f"{RUTA}/{archivo}"
    if archivo.endswith(".bitacora"):
        asientos = asientos_de(copia.actual[ruta])
        cambiar(asientos)
        copia.poner(ruta, encadenar(asientos, copia.origen(ruta)))
    else:
        hoja = json.loads(copia.actual[ruta])
        cambiar(hoja)
        copia.poner(ruta, canonico.escribir(hoja))


def asiento(asientos: list[Any], tipo: str) -> Any:
    """The first entry of a type."""
    return next(a for a in asientos if a["tipo"] == tipo)


def abrir_antes(copia: Copia) -> None:
    """Log and acta agree that voting began a minute before the hour."""
    hora = "2027-02-21T13:59:00Z"
    decir(
        copia, "mesa-1.bitacora", lambda a: asiento(a, "VotacionAbierta").__setitem__("hora", hora)
    )
    decir(copia, "acta.json", lambda a: a["apertura"].__setitem__("hora", hora))


def sentar_a_otra_persona(copia: Copia) -> None:
    """Log and acta agree on a name that was not given that card."""
    otra = {"nombre": "Nadie Ajena"}
    decir(
        copia,
        "mesa-1.bitacora",
        lambda a: asiento(a, "MesaInstalada")["datos"]["funcionarios"][0].update(otra),
    )
    decir(copia, "acta.json", lambda a: a["instalacion"]["funcionarios"][0].update(otra))


def negar_por_otro_motivo(copia: Copia) -> None:
    """Somebody was sent away for a reason that the convocatoria does not know."""

    def cambiar(asientos: list[Any]) -> None:
        lotes = (a["datos"]["negativas"] for a in asientos if a["tipo"] == "MarcasRegistradas")
        next(lote for lote in lotes if lote)[0]["motivo"] = "sin_fila"

    decir(copia, "mesa-1.bitacora", cambiar)


def callar_la_apertura(copia: Copia) -> None:
    """The machine died between spending a pase and opening its ballot."""

    def cambiar(hoja: Any) -> None:
        del hoja["comprobadas"][0]["azares"], hoja["comprobadas"][0]["vector"]

    decir(copia, "comprobadas.json", cambiar)


@pytest.mark.parametrize(
    ("hacer", "dicho"),
    [
        (abrir_antes, "La votación se abrió antes de la hora"),
        (sentar_a_otra_persona, "La persona no es la designada"),
        (negar_por_otro_motivo, "El motivo no está en el catálogo"),
        (callar_la_apertura, "La máquina no abrió una boleta"),
    ],
)
def test_lo_irregular_y_cierto_se_recibe_y_se_dice_esa_noche(
    hacer: Callable[[Copia], None], dicho: str, copia: Copia, memoria: Memoria, tmp_path: Path
) -> None:
    """No other copy would tell it otherwise, and to refuse the record would lose the votes in it.

    The commission hears the very words that the observer will read months later.
    """
    hacer(copia)
    Rehacedor(copia).rehacer()
    halladas = de_la_mesa(copia, memoria)
    assert [dicho in hallada for hallada in halladas] == [True]
    with pytest.MonkeyPatch.context() as parche:
        # The papers say what the record said before: drawn, they would be found out as well.
        parche.setattr(recepcion, "TALLER", TallerDeComputo())
        assert recibir(copia, tmp_path) == [f"se observa: {hallada}" for hallada in halladas]


def depositar_antes_de_abrir(copia: Copia) -> None:
    """A ballot stands in the log before the urna was opened."""

    def cambiar(asientos: list[Any]) -> None:
        asientos[1], asientos[2] = asientos[2], asientos[1]

    decir(copia, "urna-1.bitacora", cambiar)


def terminar_a_otra_hora(copia: Copia) -> None:
    """The acta gives an end of the count that the log does not."""
    decir(copia, "acta.json", lambda a: a["escrutinio"].update(fin="2027-02-22T00:52:00Z"))


def protestar_de_mas(copia: Copia) -> None:
    """The acta counts a protest that nobody handed in."""
    escrito = {"planilla": "D001-P1", "cantidad": 7}
    decir(copia, "acta.json", lambda a: a.update(escritos=[escrito]))


def sustituir_a_quien_no_estaba(copia: Copia) -> None:
    """Under an irregular list of cargos, somebody takes the place of who held none.

    Who integrates the mesa cannot be told then, and any two of its cards would do for a signature.
    """

    def cambiar(asientos: list[Any]) -> None:
        asiento(asientos, "MesaInstalada")["datos"]["funcionarios"].pop()
        entra = {"cargo": "presidencia", "clave": "f6", "nombre": "N", "procedencia": "fila"}
        datos = {"sale": "f5", "entra": entra, "causa": "Se fue."}
        sustitucion = {"tipo": "FuncionarioSustituido", "datos": datos, "hora": asientos[1]["hora"]}
        asientos.insert(2, sustitucion)

    decir(copia, "mesa-1.bitacora", cambiar)


@pytest.mark.parametrize(
    ("hacer", "dicho"),
    [
        (sustituir_a_quien_no_estaba, "La sustitución no corresponde con quienes integraban"),
        (depositar_antes_de_abrir, "urna-1.bitacora, asiento 2: El acto está fuera de su lugar"),
        (terminar_a_otra_hora, "dice 2027-02-22T00:52:00Z y consta 2027-02-22T00:51:00Z"),
        (protestar_de_mas, "dice planilla D001-P1, cantidad 7 y consta "),
    ],
)
def test_lo_que_se_contradice_no_se_recibe(
    hacer: Callable[[Copia], None], dicho: str, copia: Copia, memoria: Memoria, tmp_path: Path
) -> None:
    """Order of the day and words of the acta, signed by everybody who has a key to sign with."""
    hacer(copia)
    Rehacedor(copia).rehacer()
    assert de_la_mesa(copia, memoria)
    (motivo,) = recibir(copia, tmp_path)
    assert motivo.count(RUTA) == 1
    assert motivo.startswith(f"no se recibe: registro-{MESA}.zip: {RUTA}/")
    assert dicho in motivo


def test_un_papel_que_el_registro_no_da_no_se_recibe(copia: Copia, tmp_path: Path) -> None:
    """Two officials sign a cartel with other figures into the record; without it all is well."""
    assert recibir(copia, tmp_path) == []
    cartel = copia.actual[f"{RUTA}/cartel.html"]
    copia.poner(f"{RUTA}/cartel.html", cartel.replace(b"</body>", b"<p>Otra cifra</p></body>"))
    (motivo,) = recibir(copia, tmp_path)
    assert f"{RUTA}/cartel.html: El papel no es el que resulta del registro" in motivo


def test_un_archivo_ya_descifrado_no_se_recibe(copia: Copia, tmp_path: Path) -> None:
    """The mesa has no key to open its tally with: an archive that goes on after it is none."""
    (motivo,) = recibir(copia, tmp_path, entero=True)
    assert f"{RUTA}/M1.bel: El archivo no termina en su cómputo cifrado" in motivo


def test_la_orden_recibe_y_dice_lo_que_se_observa(
    copia: Copia, chico: Proceso, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no refusal, so the exit status is zero; and it is said, by file and entry."""
    callar_la_apertura(copia)
    Rehacedor(copia).rehacer()
    registro = empacar(copia, tmp_path / f"registro-{MESA}.zip")
    comision = chico.reservado / "central"
    hecha = llamar(capsys, "eleccion", "recibir", registro, "--ensayo", "--comision", comision)
    assert hecha.estado == 0, hecha.errores
    dicho = " ".join(hecha.errores.split())
    assert "se puede recibir" in dicho
    assert (
        f"se observa, y constará a quien verifique el expediente. {RUTA}/comprobadas.json," in dicho
    )


@pytest.mark.largo
@pytest.mark.parametrize(
    "nombre",
    ["acta.json", "cierre.json", "comprobadas.json", "mesa-1.bitacora", "urna-1.bitacora"],
)
def test_la_comision_sabe_esa_noche_lo_que_hallara_quien_observe(
    nombre: str, copia: Copia, memoria: Memoria, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every field of every file of a mesa, by who holds all keys: told by both, or by neither."""
    monkeypatch.setattr(recepcion, "TALLER", TallerDeComputo())
    rehacedor, editor = Rehacedor(copia), editor_de(copia)
    hechas, distintas = 0, []
    for patron, ruta, datos in ediciones(copia, nombre, editor, leidas=True):
        if ruta.startswith(f"{RUTA}/"):
            copia.poner(ruta, datos)
            rehacedor.rehacer()
            halladas, dichas = de_la_mesa(copia, memoria), recibir(copia, tmp_path)
            if bool(halladas) != bool(dichas):
                distintas.append(f"{patron}: {halladas[:1]} y {dichas[:1]}")
            copia.restaurar()
            hechas += 1
    assert hechas > 5
    assert distintas == []
