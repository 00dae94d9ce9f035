import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { DefaultDeserializer, DefaultSerializer } from 'node:v8';
import { crc32 } from 'node:zlib';

/** Two lengths and a checksum. */
const HEAD_BYTES = 12;
/** Numbers lie where a processor can take them as they are. */
const ALIGNED = 8;
const KINDS = [Float64Array, Float32Array, Int32Array, Uint32Array, Int16Array, Uint16Array, Uint8Array] as const;
type Numbers = InstanceType<(typeof KINDS)[number]>;

/** Thrown by `readPacked` for a file that is not what was written. */
export class DamagedError extends Error {}

/**
 * Writes plain data to a file, its arrays of numbers apart, as they lie in memory: reading them back copies nothing, and
 * keeps nothing else in memory.
 */
export function writePacked(path: string, work: unknown): void {
  const packer = new Packer();
  packer.writeHeader();
  packer.writeValue(work);
  const structure = packer.releaseBuffer();
  const numbers = Buffer.concat(packer.arrays);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(structure.length);
  head.writeUInt32LE(numbers.length, 4);
  head.writeUInt32LE(crc32(numbers, crc32(structure)), 8);
  writeFileSync(path, Buffer.concat([head, structure, numbers]));
}

/** What `writePacked` wrote. Throws when the file cannot be read, and a `DamagedError` when it is damaged. */
export function readPacked<Work>(path: string): Work {
  const file = openSync(path, 'r');
  try {
    const take = (length: number): Buffer<ArrayBuffer> => {
      const bytes = Buffer.allocUnsafeSlow(length);
      if (readSync(file, bytes, {}) !== length) throw new DamagedError();
      return bytes;
    };
    const head = take(HEAD_BYTES);
    const structure = take(head.readUInt32LE());
    const numbers = take(head.readUInt32LE(4));
    if (crc32(numbers, crc32(structure)) !== head.readUInt32LE(8)) throw new DamagedError();
    const unpacker = new Unpacker(structure, numbers);
    unpacker.readHeader();
    const work: Work = unpacker.readValue();
    return work;
  } finally {
    closeSync(file);
  }
}

class Packer extends DefaultSerializer {
  readonly arrays: Uint8Array[] = [];
  private size = 0;

  _writeHostObject(array: Numbers): void {
    const { byteOffset, byteLength } = array;
    this.writeUint32(KINDS.findIndex((kind) => array instanceof kind));
    this.writeUint32(this.size);
    this.writeUint32(array.length);
    const padding = -byteLength & (ALIGNED - 1);
    this.arrays.push(new Uint8Array(array.buffer, byteOffset, byteLength), new Uint8Array(padding));
    this.size += byteLength + padding;
  }
}

class Unpacker extends DefaultDeserializer {
  private readonly numbers: Buffer<ArrayBuffer>;

  constructor(structure: Buffer, numbers: Buffer<ArrayBuffer>) {
    super(structure);
    this.numbers = numbers;
  }

  _readHostObject(): Numbers {
    const Kind = KINDS[this.readUint32()];
    if (Kind === undefined) throw new DamagedError();
    return new Kind(this.numbers.buffer, this.numbers.byteOffset + this.readUint32(), this.readUint32());
  }
}
