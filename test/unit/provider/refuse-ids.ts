import { DatabaseSync } from "node:sqlite";

/** From now on a journal takes intents, and no ids: as on a disk that is full from one moment to the next. */
export function refuseIds(path: string): void {
  const database = new DatabaseSync(path);
  database.exec(`CREATE TRIGGER full BEFORE UPDATE OF envelopeId ON sending
    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`);
  database.close();
}
