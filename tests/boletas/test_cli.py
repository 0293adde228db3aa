"""The command ``boletas``: exit statuses, Spanish messages on standard error, data on output."""

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from boletas.cli import principal
from boletas.cripto.ceremonia import PARTE
from boletas.cripto.custodios import leer_custodios
from boletas.cripto.definicion import redactar_definicion
from boletas.cripto.descifrado import leer_parcial
from boletas.cripto.verificacion import verificar_archivo
from boletas.impresion.codigos import huella_corta
from tests.boletas.cripto.mesa_de_prueba import VECTORES, custodia, instalar

BELES = sorted(VECTORES.glob("*/*.bel"))
AJENO = VECTORES / "sid-single" / "7XZSbV3Aw3ZhYr.bel"
EN_CURSO = VECTORES / "sid-single" / "inter" / "after-ballots.bel"
Capturado = pytest.CaptureFixture[str]


@pytest.mark.parametrize("ruta", BELES, ids=[ruta.parent.name for ruta in BELES])
def test_verificar_acepta_los_archivos_ajenos_con_revoto(ruta: Path, capsys: Capturado) -> None:
    """Status 0, facts on output, and said in so many words what is not proved."""
    assert principal(["verificar", str(ruta), "--permitir-revoto"]) == 0
    salida, errores = capsys.readouterr()
    assert salida.startswith(f"eleccion {ruta.stem}\n")
    assert "Verificado" in errores
    assert "El descifrado NO queda probado" in errores


def test_verificar_sin_permiso_rechaza_el_revoto(capsys: Capturado) -> None:
    """It is a record and breaks our rule: status 1, nothing on output."""
    assert principal(["verificar", str(AJENO)]) == 1
    salida, errores = capsys.readouterr()
    assert salida == ""
    assert errores == "No cumple: suceso 9 (Ballot): dos boletas usan la misma credencial\n"


def test_verificar_en_curso(capsys: Capturado) -> None:
    """An unfinished archive is lawful for who asks; then nothing is said of a decryption."""
    assert principal(["verificar", str(EN_CURSO), "--permitir-revoto"]) == 1
    assert principal(["verificar", str(EN_CURSO), "--permitir-revoto", "--en-curso"]) == 0
    assert "descifrado" not in capsys.readouterr().err


def _archivos_malos(carpeta: Path) -> dict[str, tuple[Path, int]]:
    bueno = AJENO.read_bytes()
    nuevos = {
        "vacio": (b"", 2),
        "otra-cosa": (b"%PDF-1.7" + bytes(1000), 2),
        "ceros": (bytes(4096), 2),
        "truncado": (bueno[:3000], 1),
        "bit": (bueno[:2000] + bytes([bueno[2000] ^ 1]) + bueno[2001:], 1),
        "cola": (bueno + bytes(1024), 1),
    }
    casos = {}
    for nombre, (octetos, estado) in nuevos.items():
        ruta = carpeta / f"{nombre}.bel"
        ruta.write_bytes(octetos)
        casos[nombre] = (ruta, estado)
    return casos | {"ausente": (carpeta / "no.bel", 2), "carpeta": (carpeta, 2)}


def test_verificar_lo_que_no_se_puede_o_no_cumple(tmp_path: Path, capsys: Capturado) -> None:
    """Each kind of bad input: its status, one line in Spanish, no traceback, no data."""
    for nombre, (ruta, estado) in _archivos_malos(tmp_path).items():
        assert principal(["verificar", str(ruta), "--permitir-revoto"]) == estado, nombre
        salida, errores = capsys.readouterr()
        assert salida == "", nombre
        assert re.fullmatch(r"(No cumple|No se pudo): .+\n", errores), nombre


def test_verificar_un_gigabyte_de_ceros(tmp_path: Path, capsys: Capturado) -> None:
    """Refused at the first block."""
    ruta = tmp_path / "ceros.bel"
    with ruta.open("wb") as archivo:
        archivo.truncate(1 << 30)
    assert principal(["verificar", str(ruta)]) == 2
    assert "no es un archivo de boletas" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argumentos", "queja"),
    [
        ([], "falta indicar: orden"),
        (["verificar"], "falta indicar: F.bel"),
        (["inventada"], "orden: debe ser uno de"),
        (["verificar", "a", "b"], "no se conoce: b"),
        (["verificar", "a", "--flojo"], "no se conoce: --flojo"),
        (["verificar", "a", "--\x1b[2J"], "no se conoce: --?[2J"),
    ],
)
def test_mal_uso(argumentos: list[str], queja: str, capsys: Capturado) -> None:
    """Status 2 and a word in Spanish about what was typed."""
    with pytest.raises(SystemExit) as salida:
        principal(argumentos)
    assert salida.value.code == 2
    assert queja in capsys.readouterr().err


def test_un_nombre_con_ordenes_de_terminal_no_las_da(tmp_path: Path, capsys: Capturado) -> None:
    """Texts of the archive are shown: none may fake a line or move the cursor."""
    mesa = instalar()
    trampa = redactar_definicion(
        uuid=mesa.definicion.uuid,
        nombre="x\nboletas 999\x1b[2J",
        descripcion="",
        llave=mesa.definicion.llave,
        preguntas=mesa.definicion.preguntas,
    )
    ruta = tmp_path / "M1.bel"
    ruta.write_bytes(replace(mesa, definicion=trampa).archivar([]))
    assert principal(["verificar", str(ruta), "--en-curso"]) == 0
    salida = capsys.readouterr().out
    assert "\x1b" not in salida
    assert "\nboletas 999" not in salida
    assert "\nboletas 0\n" in salida


def _ceremonia(carpeta: Path, indice: int) -> list[str]:
    return [
        *("custodio", "ceremonia", "--custodia", str(carpeta / f"custodio-{indice}")),
        *("--intercambio", str(carpeta / "comun"), "--indice", str(indice)),
        *("--umbral", "2", "--total", "3"),
    ]


def test_custodio_de_la_ceremonia_al_descifrado(tmp_path: Path, capsys: Capturado) -> None:
    """Three custodians, each with its folder, sharing one of messages; two of them decrypt."""
    (tmp_path / "comun").mkdir()
    for _ in range(6):
        for indice in (1, 2, 3):
            assert principal(_ceremonia(tmp_path, indice)) == 0
    salida = capsys.readouterr()
    assert "La ceremonia terminó" in salida.err
    custodios = leer_custodios((tmp_path / "comun" / "custodios.json").read_bytes())
    assert f"custodios {custodios.sha256}" in salida.out

    mesa = instalar(custodia_=replace(custodia(), lista=custodios))
    cierre = mesa.archivar([mesa.emitir(0, (1,))])
    (tmp_path / "M1.bel").write_bytes(cierre)
    (tmp_path / "salida").mkdir()
    huella = sha256(cierre)
    del_acta = {1: huella_corta(huella.digest()).lower(), 3: huella.hexdigest()}
    for indice, codigo in del_acta.items():
        orden = ["custodio", "descifrar", "--custodia", str(tmp_path / f"custodio-{indice}")]
        orden += ["--salida", str(tmp_path / "salida"), str(tmp_path / "M1.bel"), "--cierre"]
        assert principal([*orden, codigo]) == 0
        dicho = capsys.readouterr()
        assert dicho.out.endswith(f" 1 boletas {huella_corta(huella.digest())}\n")
        assert "Lea en voz alta las boletas y el código" in dicho.err
    archivo = verificar_archivo(tmp_path / "M1.bel", en_curso=True)
    parciales = [
        leer_parcial(ruta.read_bytes(), mesa.definicion)
        for ruta in sorted((tmp_path / "salida").iterdir())
    ]
    assert [parcial.dueno for parcial in parciales] == [1, 3]
    assert mesa.abrir(archivo, parciales).resultado == ((0, 1, 0),)

    vacio = mesa.archivar([])
    (tmp_path / "M1.bel").write_bytes(vacio)
    assert principal([*orden, sha256(vacio).hexdigest()]) == 1
    assert "otro conjunto de boletas" in capsys.readouterr().err


def test_custodio_sin_lo_que_fijo_el_acta(tmp_path: Path, capsys: Capturado) -> None:
    """Without the code of a signed acta, mistyped or of another archive, nothing is decrypted."""
    mesa = instalar()
    (carpeta := tmp_path / "custodio").mkdir()
    (carpeta / PARTE).write_bytes(mesa.custodia.almacenes[0].leer(PARTE))
    una = mesa.archivar([mesa.emitir(0, (1,))])
    entero = mesa.archivar([mesa.emitir(0, (1,)), mesa.emitir(1, (0,))])
    (tmp_path / "M1.bel").write_bytes(una)
    orden = ["custodio", "descifrar", "--custodia", str(carpeta), "--salida", str(tmp_path)]
    orden.append(str(tmp_path / "M1.bel"))
    assert principal(orden) == 2
    assert "falta el código" in capsys.readouterr().err
    assert principal([*orden, "--cierre", "N0PAL"]) == 2
    assert "20 caracteres" in capsys.readouterr().err
    (hoja := tmp_path / "codigos.txt").write_text("# D001\n\nN0PAL # M1\n", "utf-8")
    assert principal([*orden, "--cierres", str(hoja)]) == 2
    assert "codigos.txt, renglón 3: " in capsys.readouterr().err
    for codigo in (sha256(entero).hexdigest(), huella_corta(sha256(entero).digest())):
        assert principal([*orden, "--cierre", codigo]) == 1
        assert "ninguna de las actas" in capsys.readouterr().err
    assert sorted(ruta.name for ruta in tmp_path.iterdir()) == ["M1.bel", "codigos.txt", "custodio"]
    assert [ruta.name for ruta in carpeta.iterdir()] == [PARTE], "nothing was remembered"
    hoja.write_text(f"\n{huella_corta(sha256(una).digest())}  # D001-M1\n", "utf-8")
    sin_salida = [*orden, "--cierres", str(hoja), "--salida", str(tmp_path / "no-hay")]
    assert principal(sin_salida) == 2
    assert "no-hay: hágala primero" in capsys.readouterr().err
    assert [ruta.name for ruta in carpeta.iterdir()] == [PARTE], "nothing was remembered"
    assert principal([*orden, "--cierres", str(hoja)]) == 0


def test_custodio_sin_carpeta_o_con_mensajes_falsos(tmp_path: Path, capsys: Capturado) -> None:
    """No share: status 2. A message that is none, or one changed: status 1, and whose it is."""
    orden = ["custodio", "descifrar", "--custodia", str(tmp_path / "no"), "--salida", str(tmp_path)]
    assert principal([*orden, "--cierre", "0" * 64, str(AJENO)]) == 2
    assert not (tmp_path / "no").exists()
    assert principal(_ceremonia(tmp_path, 1)) == 2
    assert list(tmp_path.iterdir()) == [], "no secret was drawn for a folder that is not there"
    (tmp_path / "comun").mkdir()
    assert principal(_ceremonia(tmp_path, 1)) == 0
    (tmp_path / "comun" / "certificado-2.json").write_bytes(b"{}")
    assert principal(_ceremonia(tmp_path, 1)) == 1
    assert "certificado-2.json" in capsys.readouterr().err
    (tmp_path / "comun" / "certificado-2.json").unlink()
    (tmp_path / "comun" / "certificado-1.json").write_bytes(b"{}")
    assert principal(_ceremonia(tmp_path, 1)) == 1
    with (tmp_path / "comun" / "certificado-2.json").open("wb") as enorme:
        enorme.truncate(1 << 30)
    assert principal(_ceremonia(tmp_path, 1)) == 2
    assert "demasiado largo" in capsys.readouterr().err
