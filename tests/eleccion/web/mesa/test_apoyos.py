"""What stands beside the day: changes of officials, reserve, cosignatures, memory, take-over."""

from __future__ import annotations

import shutil
from base64 import b64decode
from io import BytesIO
from pathlib import Path

from auditoria.formatos.acta import Acta
from auditoria.formatos.cofirmas import Cofirmas
from auditoria.registro.asientos import (
    CofirmaRecibida,
    FuncionarioSustituido,
    ReservaAbierta,
    RespaldoConectado,
    RespaldoSuspendido,
)
from auditoria.registro.expediente import abrir
from auditoria.registro.llave import LlavePrivada, Uso
from auditoria.registro.punto import Observador
from eleccion.casos.computo.recibir_registro import contexto_de_recepcion
from eleccion.casos.computo.verificar_registro import verificar_registro
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.web.mesa.aplicacion import ANFITRION
from tests.eleccion.escenario import MESA, MINUTO, copiar_comision, preparar
from tests.eleccion.web.conftest import Navegador, armar, dos_tarjetas
from tests.eleccion.web.mesa.jornada import HECHO, Dia, entrar, titulo

LLAVE = LlavePrivada("observatorio.example/ana", bytes(range(32)), Uso.COFIRMA)


def asentados(dia: Dia, tipo: type) -> list[object]:
    """Entries of a type, in order."""
    with dia.partes.puesto_mesa.equipo.almacen.leer() as lectura:
        return [asiento for asiento, _, _ in Diario.de(lectura).buscar(tipo)]


def test_quien_se_va_deja_su_cargo_y_su_tarjeta(abierto: Dia) -> None:
    """The order of the convocatoria, two cards, the cause in the acta, and the browser let go."""
    n = abierto.navegador
    otro = abierto.otro_navegador("f3")
    suplente = next(f for f in preparar().designados if f.suplente)
    sale = {"sale": "f3", "causa": "Enfermó", "tramite": "t1"}
    nadie = n.enviar("/personas/", sale | dos_tarjetas(), "/personas/")
    assert (nadie.status_code, asentados(abierto, FuncionarioSustituido)) == (409, [])
    campos = sale | {f"esta_{suplente.clave}": HECHO} | dos_tarjetas()
    visto = n.enviar("/personas/", campos, "/personas/")
    assert f"tarjeta {suplente.clave}" in visto.text
    assert suplente.nombre in visto.text
    n.enviar("/personas/", campos, "/personas/")
    assert len(asentados(abierto, FuncionarioSustituido)) == 1, "the button was pressed twice"
    assert titulo(otro.ver("/")) == "Entre con su tarjeta"
    assert entrar(otro, "f3").status_code == 409
    assert titulo(entrar(otro, suplente.clave)) == "Recibir a la gente"


def test_de_la_fila_se_toma_una_tarjeta_del_sobre(abierto: Dia) -> None:
    """Nobody designated is there: a neighbour accepts, and the screen says which card is theirs."""
    campos = {"sale": "f4", "causa": "No volvió de comer", "fila": "Rosa Ibarra", "tramite": "t2"}
    visto = abierto.navegador.enviar("/personas/", campos | dos_tarjetas(), "/personas/")
    (hecha,) = asentados(abierto, FuncionarioSustituido)
    assert isinstance(hecha, FuncionarioSustituido)
    assert (hecha.entra.nombre, hecha.entra.procedencia) == ("Rosa Ibarra", "fila")
    assert "del sobre de reserva" in visto.text
    assert f"tarjeta {hecha.entra.clave}" in visto.text


def test_la_reserva_se_abre_una_vez_y_el_conteo_la_espera_abierta(abierto: Dia) -> None:
    """Two cards and a figure; the pases of the box are then those of both, and all balances."""
    n, reserva = abierto.navegador, preparar().catalogo.ubicar("D001-M1")[1].pases.reserva
    campos = {"cantidad": str(reserva), "causa": "Se acabaron", "a_la_vista": HECHO}
    assert n.enviar("/reserva/", campos | dos_tarjetas("f1", "f1")).status_code == 403
    assert "está sellada" in n.ver("/reserva/").text
    n.enviar("/reserva/", campos | dos_tarjetas())
    assert "La reserva se abrió" in n.ver("/reserva/").text
    assert len(asentados(abierto, ReservaAbierta)) == 1
    abierto.recibir(0, 1)
    abierto.cerrar()
    abierto.contar(sobrantes=abierto.cifras()["sobrantes"] + reserva, reserva_sobrante=0)
    assert titulo(abierto.comparar()) == "Levantar el acta"
    assert "Todo cuadra" in n.ver("/cuadre/").text


def cofirmar(dia: Dia, quien: str, observador: Observador) -> tuple[bytes, Observador]:
    """Take the request as a file, and cosign it."""
    visto = dia.navegador.cliente.get(
        "/constancias/solicitud.txt", base_url=dia.navegador.base, query_string={"quien": quien}
    )
    return firmar(dia, visto.data, observador)


def firmar(dia: Dia, solicitud: bytes, observador: Observador) -> tuple[bytes, Observador]:
    """What a phone does with a request: check that the log grew, and cosign."""
    equipo = dia.partes.puesto_mesa.equipo
    cabeza, _, firmado = solicitud.partition(b"\n\n")
    prueba = [b64decode(p) for p in cabeza.decode().splitlines()[1:]]
    origen = equipo.llave.publica.nombre.replace("jpc/", "eleccion-jpc/")
    return observador.ver(firmado, origen, equipo.llave.publica, prueba, preparar().apertura)


def test_una_constancia_digital_va_del_codigo_al_registro(abierto: Dia, tmp_path: Path) -> None:
    """By code or by file, from who is at the mesa alone; it is published with the registro."""
    n, planilla = abierto.navegador, preparar().planillas[0]
    quien = f"planilla:{planilla}"
    pedida = n.ver(f"/constancias/pedir?quien={quien}")
    assert '<svg class="qr"' in pedida.text
    firmado, ana = cofirmar(abierto, quien, Observador(LLAVE))
    pagina = f"/constancias/pedir?quien={quien}"
    campos = {"quien": quien, "nota": firmado.decode(), "llave": LLAVE.publica.vkey}
    ajena = n.enviar("/constancias/", campos | {"nota": "no es nada", "tramite": "c0"}, pagina)
    assert ajena.status_code == 400
    de_nadie = campos | {"quien": "acreditacion:OE-1", "tramite": "c1"}
    assert n.enviar("/constancias/", de_nadie, pagina).status_code == 400
    # Forms end their lines as letters do.
    escrita = campos | {"nota": firmado.decode().replace("\n", "\r\n"), "tramite": "c2"}
    assert "Constancias digitales" in n.enviar("/constancias/", escrita, pagina).text
    abierto.recibir(0, 1)
    firmado, _ = cofirmar(abierto, quien, ana)
    archivo = {"quien": quien, "tramite": "c3", "archivo": (BytesIO(firmado), "firmado.txt")}
    n.enviar("/constancias/", archivo, pagina)  # type: ignore[arg-type]  # a file is a pair
    assert len(asentados(abierto, CofirmaRecibida)) == 2
    abierto.cerrar()
    abierto.contar()
    abierto.comparar()
    abierto.levantar()
    assert titulo(abierto.guardar()) == "La mesa terminó"
    with abrir(tmp_path / "usb" / "registro-D001-M1.zip") as registro:
        puntos = Cofirmas.leer(registro.leer("D001/M1/cofirmas.json")).puntos
    assert puntos[1].encode() == firmado


def conectar(dia: Dia) -> None:
    """Put the memory beside both parts, each at its own screen."""
    n = dia.navegador
    visto = n.enviar("/memoria/", {"memoria": "0"} | dos_tarjetas(), "/memoria/")
    assert "Copia al día" in visto.text
    urna = Navegador(dia.partes.urna, "urna.localhost")
    visto = urna.enviar("/memoria/", {"memoria": "0"} | dos_tarjetas(), "/memoria/")
    assert "Copia al día" in visto.text


def test_con_memoria_se_vive_el_dia_y_sin_ella_deciden_dos(abierto: Dia, tmp_path: Path) -> None:
    """A memory that is pulled out stops every act until it comes back or two people go on."""
    n = abierto.navegador
    sin_elegir = n.enviar("/memoria/", {"memoria": "7"} | dos_tarjetas(), "/memoria/")
    assert sin_elegir.status_code == 400
    conectar(abierto)
    abierto.recibir(0, 1)
    (tmp_path / "usb").rename(tmp_path / "en-otra-mesa")
    abierto.apagar()
    n = abierto.navegador
    assert "Falta la memoria USB" in n.enviar("/abrir", dos_tarjetas()).text
    abierto.marcar(1)
    assert abierto.marcar(1).status_code == 409
    (tmp_path / "en-otra-mesa").rename(tmp_path / "usb")
    abierto.apagar()
    n = abierto.navegador
    assert "Copia en la memoria USB: al día" in n.enviar("/abrir", dos_tarjetas()).text
    abierto.abrir_urna()
    abierto.recibir(1, 0)
    # The medium fails in the middle of an act: the mark stands here and not there, and it is said.
    (copia,) = (tmp_path / "usb").rglob("mesa-1/base.sqlite")
    copia.write_bytes(b"")
    pendiente = abierto.marcar(2)
    assert "Quedó guardado en este equipo y falta en la memoria USB" in pendiente.text
    assert "Marcada: faltan la tinta y el pase" in n.ver("/votacion/").text
    assert "No se guarda nada hasta que la conecten" in n.ver("/personas/").text
    n.enviar("/memoria/", {"memoria": "0"} | dos_tarjetas(), "/memoria/")
    assert "ya tiene la marca" in abierto.marcar(2).text
    sin_causa = n.enviar("/memoria/seguir-sin", {"causa": ""} | dos_tarjetas(), "/memoria/")
    assert sin_causa.status_code == 400
    seguido = n.enviar("/memoria/seguir-sin", {"causa": "Se rompió"} | dos_tarjetas(), "/memoria/")
    assert "Se sigue sin memoria" in seguido.text
    assert len(asentados(abierto, RespaldoConectado)) == 2
    (suspendido,) = asentados(abierto, RespaldoSuspendido)
    assert isinstance(suspendido, RespaldoSuspendido)
    assert suspendido.causa == "Se rompió"
    abierto.recibir(3, 0)
    # The urna goes on with its own copy, and the mesa reads its close all the same.
    assert titulo(abierto.cerrar()) == "Contar los papeles"


def cambiar_de_equipo(dia: Dia, tmp_path: Path) -> Path:
    """The laptop drowned: its memory is put into another one; gives the folder of that."""
    dia.cerrar_equipos()
    nueva = tmp_path / "nueva"
    nueva.mkdir()
    shutil.move(tmp_path / "usb", nueva / "usb")
    dia.partes = armar(nueva, dia.reloj)
    dia.navegador = Navegador(dia.partes.mesa, ANFITRION)
    return nueva


def test_un_equipo_de_reserva_sigue_el_dia_por_sus_pantallas(abierto: Dia, tmp_path: Path) -> None:
    """The laptop drowned; its memory, two cards and the paper with the fingerprint are enough."""
    conectar(abierto)
    for lugar in range(3):
        abierto.recibir(lugar, lugar % 2)
    nueva, n = cambiar_de_equipo(abierto, tmp_path), abierto.navegador
    assert "sigue en lugar de otro" in n.ver("/").text
    campos = {"memoria": "0", "causa": "Se mojó", "huella": "0" * 20} | dos_tarjetas()
    assert n.enviar("/relevo/", campos).status_code == 409
    campos["huella"] = preparar().corta.lower()
    abierto.reloj.hora += 100 * MINUTO
    assert titulo(n.enviar("/relevo/", campos)) == "Recibir a la gente"
    assert "ya tiene la marca" in abierto.marcar(0).text
    abierto.abrir_urna()
    abierto.recibir(3, 1)
    conectar(abierto)
    abierto.cerrar()
    abierto.contar()
    assert titulo(abierto.comparar()) == "Levantar el acta"
    assert titulo(abierto.levantar()) == "Imprimir y firmar"
    acta = Acta.leer((nueva / "estacion/mesa/salida/acta.json").read_bytes())
    assert sum(acta.votos) == 4
    assert any("Se mojó" in i.descripcion for i in acta.incidentes)


def test_tras_el_acta_el_equipo_de_reserva_lleva_a_imprimir_y_a_grabar(
    abierto: Dia, tmp_path: Path
) -> None:
    """Whoever sat down to print at the dead machine goes on printing here; nobody signs again, and
    once the record was written a third machine is told to hand that in."""
    conectar(abierto)
    for lugar in range(3):
        abierto.recibir(lugar, lugar % 2)
    abierto.cerrar()
    abierto.contar()
    abierto.comparar()
    abierto.levantar()
    firmada = (abierto.partes.puesto_mesa.equipo.carpeta / "acta.json").read_bytes()
    nueva, n = cambiar_de_equipo(abierto, tmp_path), abierto.navegador
    assert "Si el acta ya se levantó, es la misma" in n.ver("/relevo/").text
    campos = {"memoria": "0", "causa": "Se mojó", "huella": preparar().corta} | dos_tarjetas()
    seguido = n.enviar("/relevo/", campos)
    assert titulo(seguido) == "Imprimir y firmar"
    assert "no se levanta ni se firma otra" in seguido.text
    for cerrada in ("/acta/", "/conteo/", "/asuntos/incidentes"):
        assert "Levantar el acta" not in titulo(n.ver(cerrada))
    abierto.abrir_urna()
    conectar(abierto)
    assert titulo(abierto.guardar()) == "La mesa terminó"
    assert (nueva / "estacion/mesa/salida/acta.json").read_bytes() == firmada
    with copiar_comision(tmp_path / "central") as central:
        contexto = contexto_de_recepcion(comision=central)
        verificado = verificar_registro(nueva / "usb" / f"registro-{MESA}.zip", contexto)
    assert (verificado.boletas, sum(verificado.testigos)) == (3, 3)
    abierto.cerrar_equipos()
    tercera = nueva / "tercera"
    tercera.mkdir()
    shutil.move(nueva / "usb", tercera / "usb")
    abierto.partes = armar(tercera, abierto.reloj)
    abierto.navegador = n = Navegador(abierto.partes.mesa, ANFITRION)
    tarde = n.enviar("/relevo/", campos | dos_tarjetas())
    assert tarde.status_code == 409
    assert "El registro de la mesa ya se grabó" in tarde.text
