// Images on their way out: kept in IndexedDB until the server has them, made small before they travel.
const DATABASE = "workstation-images";
const LONGEST = 2048;
const LEAVE_ALONE_BYTES = 1_500_000;

export const TYPES = ["image/jpeg", "image/png", "image/webp", "image/gif"];
export const LARGEST_BYTES = 20_000_000;

const memory = new Map(); // where the browser keeps no database (private windows), and for quick previews
let opening;

function open() {
  opening ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore("blobs");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
      request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opening;
}

async function run(mode, work) {
  const database = await open();
  if (!database) return undefined;
  return new Promise((resolve) => {
    try {
      const transaction = database.transaction("blobs", mode);
      const request = work(transaction.objectStore("blobs"));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => resolve(undefined);
      transaction.onabort = () => resolve(undefined);
    } catch {
      resolve(undefined);
    }
  });
}

export async function keep(id, blob) {
  memory.set(id, blob);
  await run("readwrite", (store) => store.put(blob, id));
}

export async function fetchKept(id) {
  return memory.get(id) ?? (await run("readonly", (store) => store.get(id)));
}

export async function drop(id) {
  memory.delete(id);
  await run("readwrite", (store) => store.delete(id));
}

export async function dropAll() {
  memory.clear();
  await run("readwrite", (store) => store.clear());
}

// Return the image as it shall travel, with its size; throws when the browser can't read it as an image.
export async function prepare(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const { width, height } = bitmap;
    const scale = Math.min(1, LONGEST / Math.max(width, height));
    if (scale === 1 && file.size <= LEAVE_ALONE_BYTES) return { blob: file, width, height };
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
    return { blob: blob ?? file, width: canvas.width, height: canvas.height };
  } finally {
    bitmap.close();
  }
}
