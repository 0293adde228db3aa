// The camera as a scanner: frames go to a worker that decodes QR codes, and nothing is kept.

const CADA_MS = 250;

/** Read one code; gives its text, and rejects when there is no camera. `senal` stops it. */
export async function leer_codigo(video, guion, senal) {
  const flujo = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: 1280 } });
  const trabajador = new Worker(guion, { type: "module" });
  try {
    video.srcObject = flujo;
    video.hidden = false;
    await video.play();
    return await new Promise((resolver, rechazar) => {
      const lienzo = document.createElement("canvas");
      const pluma = lienzo.getContext("2d", { willReadFrequently: true });
      trabajador.onmessage = ({ data }) => {
        if (data) resolver(data);
        else setTimeout(mirar, CADA_MS);
      };
      trabajador.onerror = rechazar;
      senal.addEventListener("abort", () => rechazar(senal.reason));
      function mirar() {
        lienzo.width = video.videoWidth;
        lienzo.height = video.videoHeight;
        if (!lienzo.width) {
          setTimeout(mirar, CADA_MS);
          return;
        }
        pluma.drawImage(video, 0, 0);
        trabajador.postMessage(pluma.getImageData(0, 0, lienzo.width, lienzo.height));
      }
      mirar();
    });
  } finally {
    for (const pista of flujo.getTracks()) pista.stop();
    video.hidden = true;
    trabajador.terminate();
  }
}
