import { Injectable, type PipeTransform } from '@nestjs/common';
import { commonErrors } from '../platform/errors/common-errors.js';
import { isId } from '../platform/ids/new-id.js';

/** A malformed id is answered like an unknown one (404), before it reaches the database. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (!isId(id)) throw commonErrors.not_found(`There is no record with the id ${id}.`);
    return id;
  }
}
