import { Module } from '@nestjs/common';
import { EscalationsModule } from '../escalations/escalations.module.js';
import { Confusion } from './confusion.service.js';
import { NoteQueries } from './note.queries.js';
import { NoteRepository } from './note.repository.js';
import { NoteService } from './note.service.js';

@Module({
  imports: [EscalationsModule],
  providers: [Confusion, NoteRepository, NoteService, NoteQueries],
  exports: [NoteService, NoteQueries],
})
export class NotesModule {}
