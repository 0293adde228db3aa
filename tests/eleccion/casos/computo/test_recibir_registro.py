"""The commission takes a record once, whole, of this process, and never one over another."""

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import pytest

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.computo import Computo
from auditoria.registro import llave, manifiesto, nota
from auditoria.registro.asientos import MesaVerificada, RegistroRecibido
from auditoria.registro.bitacora import recorrer
from auditoria.reglas.computo import computar, declarar_firme
from boletas.errores import FallaDeBoletas
from eleccion.arranque import Central
from eleccion.casos import sellado as modulo_sellado
from eleccion.casos.computo.descifrar_tanda import MesaSinRegistro, ordenes_de_descifrado
from eleccion.casos.computo.recibir_registro import (
    Recepcion,
    contexto_de_recepcion,
    recibir_registro,
)
from eleccion.casos.computo.verificar_registro import (
    RegistroAjeno,
    RegistroAlterado,
    verificar_registro,
)
from eleccion.casos.sellado import OtraVersion
from eleccion.dominio.etapas import ActoFueraDeEtapa, EstadoMesa, EtapaProceso
from eleccion.errores import ErrorEleccion
from tests.auditoria.formatos import ejemplos
from tests.auditoria.formatos.ejemplos import figuras
from tests.eleccion.escenario import MESA, copiar_comision, dia_completo, preparar

VOTOS = (0, 1, 0)
RUTA = "D001/M1"


@cache
def registro() -> Path:
    """The record of a whole day, made once."""
    return dia_completo(Path(mkdtemp(prefix="eleccion-dia-")), VOTOS).ruta


@cache
def otro_registro() -> Path:
    """Another record of the same mesa, signed as validly as the first."""
    return dia_completo(Path(mkdtemp(prefix="eleccion-dia-")), (1, 1)).ruta


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    """The commission on the night of the day."""
    with copiar_comision(tmp_path / "central") as abierta:
        yield abierta


def recibir(central: Central, ruta: Path) -> Recepcion:
    """Verify and receive."""
    verificado = verificar_registro(ruta, contexto_de_recepcion(comision=central))
    return recibir_registro(verificado, comision=central, hora=preparar().clausura)


def cambiar(destino: Path, cambios: dict[str, Callable[[bytes], bytes]], *, firmar: bool) -> Path:
    """Copy the record with files changed; ``firmar`` remakes the manifest under the same cards.

    The mesa's own key is not at hand, so a remade manifest carries a key of the attacker's.
    """
    with zipfile.ZipFile(registro()) as origen:
        contenido = {nombre: origen.read(nombre) for nombre in origen.namelist()}
    for nombre, cambio in cambios.items():
        contenido[nombre] = cambio(contenido[nombre])
    if firmar:
        huellas = {n: sha256(o).digest() for n, o in contenido.items() if n != manifiesto.NOMBRE}
        texto = manifiesto.Manifiesto(preparar().catalogo.proceso.id, huellas).texto()
        falsa = llave.LlavePrivada(
            llave.nombre(preparar().catalogo.proceso.id, "D001", "M1", "mesa-1"), os.urandom(32)
        )
        firmas = [falsa, *(tarjeta.firma for tarjeta in preparar().tarjetas)]
        contenido[manifiesto.NOMBRE] = nota.firmar(texto, firmas)
    with zipfile.ZipFile(destino, "w") as copia:
        for nombre, octetos in contenido.items():
            copia.writestr(nombre, octetos)
    return destino


def voltear(octetos: bytes) -> bytes:
    """Flip one bit in the middle."""
    medio = len(octetos) // 2
    return octetos[:medio] + bytes([octetos[medio] ^ 1]) + octetos[medio + 1 :]


def test_se_recibe_una_vez_aunque_llegue_tres(central: Central) -> None:
    """By USB, by network and by a nervous second USB: one reception, two entries in the log."""
    assert recibir(central, registro()) is Recepcion.RECIBIDO
    with central.leer() as lectura:
        antes = lectura.cabeza()
    assert recibir(central, registro()) is Recepcion.REPETIDO
    assert recibir(central, registro()) is Recepcion.REPETIDO
    with central.leer() as lectura:
        assert lectura.cabeza() == antes
        assert lectura.estado_de_mesa(MESA) is EstadoMesa.VERIFICADA
        pasos = [p.asiento for p, _ in recorrer(lectura.lineas(), antes.origen)]
    assert [type(a) for a in pasos[-2:]] == [RegistroRecibido, MesaVerificada]
    (guardado,) = central.carpetas.registros.iterdir()
    assert guardado.read_bytes() == registro().read_bytes()


def test_verificar_es_un_ensayo_que_no_escribe(central: Central, tmp_path: Path) -> None:
    """The dry run of the import looks at everything and changes nothing."""
    antes = {ruta: ruta.read_bytes() for ruta in central.carpeta.rglob("*") if ruta.is_file()}
    verificado = verificar_registro(registro(), contexto_de_recepcion(comision=central))
    assert (verificado.mesa, verificado.boletas) == (MESA, len(VOTOS))
    assert antes == {r: r.read_bytes() for r in central.carpeta.rglob("*") if r.is_file()}


def test_un_segundo_registro_distinto_es_conflicto(central: Central) -> None:
    """Neither replaces the other, both are kept, and nothing of the mesa is decrypted."""
    assert recibir(central, registro()) is Recepcion.RECIBIDO
    assert recibir(central, otro_registro()) is Recepcion.CONFLICTO
    with central.leer() as lectura:
        assert lectura.estado_de_mesa(MESA) is EstadoMesa.CONFLICTO
        assert [r.lugar for r in lectura.registros(MESA)] == [1, 2]
    assert len(list(central.carpetas.registros.iterdir())) == 2
    assert ordenes_de_descifrado({1: Path("x")}, comision=central) == ()
    with pytest.raises(MesaSinRegistro):
        ordenes_de_descifrado({1: Path("x")}, comision=central, mesas=[MESA])


def test_lo_mismo_bajo_otra_lista_es_el_mismo_registro(central: Central, tmp_path: Path) -> None:
    """Two other cards sign the list of the same acta, close and logs: no conflict out of nothing.

    Who verifies would find that a record was received twice. Control: another acta is a conflict.
    """
    assert recibir(central, registro()) is Recepcion.RECIBIDO
    verificado = verificar_registro(registro(), contexto_de_recepcion(comision=central))
    otra = cambiar(tmp_path / "otra.zip", {}, firmar=True)
    with zipfile.ZipFile(otra) as leida:
        lista = sha256(leida.read(manifiesto.NOMBRE)).digest()
    mismo = replace(verificado, ruta=otra, manifiesto=lista)
    hora = preparar().clausura
    assert recibir_registro(mismo, comision=central, hora=hora) is Recepcion.REPETIDO
    assert len(list(central.carpetas.registros.iterdir())) == 1
    huellas = dict(mismo.archivos) | {"acta.json": bytes(32)}
    distinto = replace(mismo, archivos=tuple(huellas.items()))
    assert recibir_registro(distinto, comision=central, hora=hora) is Recepcion.CONFLICTO


def test_lo_firme_ya_no_entra_en_conflicto(central: Central) -> None:
    """A mesa of paper is never decrypted: months later two of its officials would undo the result.

    The control is the test before this one: the same two records, while nothing is firm.
    """
    assert recibir(central, registro()) is Recepcion.RECIBIDO
    with central.abrir() as trabajo:
        trabajo.documentos.guardar("D001/computo.json", computo_firme().escribir())
    assert recibir(central, otro_registro()) is Recepcion.TARDIO
    with central.leer() as lectura:
        assert lectura.estado_de_mesa(MESA) is EstadoMesa.VERIFICADA


def test_lo_publicado_no_recibe_mas(central: Central) -> None:
    """An entry after the last one would break the record that everybody has, and every later copy.

    The control is the first record, which comes in time.
    """
    assert recibir(central, registro()) is Recepcion.RECIBIDO
    with central.abrir() as trabajo:
        proceso = trabajo.proceso.leer()
        trabajo.proceso.guardar(replace(proceso, etapa=EtapaProceso.ARCHIVO))
    antes = central.asentados()
    with pytest.raises(ActoFueraDeEtapa):
        recibir(central, otro_registro())
    assert central.asentados() == antes


def computo_firme() -> Computo:
    """A cómputo that nobody may challenge any more."""
    demarcacion = ejemplos.catalogo().demarcacion("D001")
    cifras = [figuras("D001-M1", 5, 3, 0)]
    dicho = computar(ejemplos.PROCESO, demarcacion, cifras, ejemplos.reglas(), preparar().clausura)
    return declarar_firme(dicho, preparar().clausura + timedelta(days=90))


@pytest.mark.parametrize(
    "nombre",
    [
        "M1.bel",
        "cierre.json",
        "cierre.json.firma",
        "acta.json",
        "acta.json.firma",
        "comprobadas.json",
        "mesa-1.bitacora",
        "mesa-1.punto",
        "urna-1.bitacora",
        "urna-1.punto",
        "acta_escrutinio.pdf",
        "cartel.html",
    ],
)
@pytest.mark.parametrize("firmar", [False, True])
def test_un_registro_alterado_no_entra(
    central: Central, tmp_path: Path, nombre: str, firmar: bool
) -> None:
    """One bit, in any file; even when two officials sign a new manifest over the change."""
    ruta = cambiar(tmp_path / "malo.zip", {f"{RUTA}/{nombre}": voltear}, firmar=firmar)
    with pytest.raises((ErrorEleccion, ErrorAuditoria, FallaDeBoletas)):
        recibir(central, ruta)
    with central.leer() as lectura:
        assert lectura.registros(MESA) == ()


def test_un_archivo_de_mas_o_de_menos_no_pasa(central: Central, tmp_path: Path) -> None:
    """A record is its list of files, exactly."""
    for nombre, octetos in ((f"{RUTA}/nota.txt", b"hola"), (f"{RUTA}/cartel.pdf", None)):
        ruta = tmp_path / "otro.zip"
        with zipfile.ZipFile(registro()) as origen, zipfile.ZipFile(ruta, "w") as copia:
            for entrada in origen.namelist():
                if entrada != nombre:
                    copia.writestr(entrada, origen.read(entrada))
            if octetos is not None:
                copia.writestr(nombre, octetos)
        with pytest.raises(RegistroAlterado):
            recibir(central, ruta)


def test_lo_que_cambia_tras_verificar_no_se_guarda(central: Central, tmp_path: Path) -> None:
    """Between looking and keeping, the stick may be swapped."""
    ruta = tmp_path / "registro.zip"
    shutil.copyfile(registro(), ruta)
    verificado = verificar_registro(ruta, contexto_de_recepcion(comision=central))
    shutil.copyfile(otro_registro(), ruta)
    with pytest.raises(RegistroAlterado):
        recibir_registro(verificado, comision=central, hora=preparar().clausura)
    with central.leer() as lectura:
        assert lectura.registros(MESA) == ()


def test_un_registro_de_otro_proceso_es_ajeno(central: Central, tmp_path: Path) -> None:
    """A rehearsal carries its own process id and keys: it can never come in as the election."""

    def otro_proceso(octetos: bytes) -> bytes:
        return octetos.replace(b"slp-prueba-2027", b"slp-ensayo-2027")

    ruta = cambiar(tmp_path / "otro.zip", {f"{RUTA}/cierre.json": otro_proceso}, firmar=False)
    with pytest.raises(RegistroAjeno):
        recibir(central, ruta)


def test_otra_version_no_se_recibe(central: Central, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer or older program would redraw the papers with other bytes."""
    contexto = contexto_de_recepcion(comision=central)
    monkeypatch.setattr(modulo_sellado, "version_del_programa", lambda: "programa otro/1")
    with pytest.raises(OtraVersion):
        verificar_registro(registro(), contexto)


def test_otro_arranque_se_observa_y_no_cuesta_los_votos(central: Central) -> None:
    """Whoever typed 4812 for 4821 in the morning can mend it no more: the votes of that mesa are
    received, and everybody is told that its log does not begin with the code of the day."""
    contexto = contexto_de_recepcion(comision=central)
    de_otro_modo = replace(contexto, arranque="nopal 4821")
    assert verificar_registro(registro(), de_otro_modo).observaciones == ()
    otro = verificar_registro(registro(), replace(contexto, arranque="NOPAL-4812"))
    assert [(f.archivo, f.entrada) for f in otro.observaciones] == [
        (f"{RUTA}/mesa-1.bitacora", "asiento 1"),
        (f"{RUTA}/urna-1.bitacora", "asiento 1"),
    ]
    assert {f.hecho for f in otro.observaciones} == {
        "El código de arranque no es el que se anunció: dice NOPAL-4821 y se anunció NOPAL-4812"
    }


def test_lo_que_no_es_registro_se_dice(central: Central, tmp_path: Path) -> None:
    """Whatever is on the stick gets a clear answer."""
    ruta = tmp_path / "foto.zip"
    for contenido in (b"", b"\xff\xd8\xff" * 100, b"PK\x05\x06" + bytes(18)):
        ruta.write_bytes(contenido)
        with pytest.raises(ErrorAuditoria):
            recibir(central, ruta)
