-- CreateTable
CREATE TABLE "case_judgement" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "entry_id" UUID,
    "category" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "minor" BOOLEAN NOT NULL,
    "unsure" BOOLEAN NOT NULL,
    "suggestion" BYTEA NOT NULL,
    "decided_category" TEXT,
    "decided_urgency" TEXT,
    "decided_minor" BOOLEAN,
    "decision" BYTEA,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_judgement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "danger_assessment" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "staff_id" UUID,
    "answers" BYTEA NOT NULL,
    "submission_key" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "danger_assessment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "case_judgement_created_at_idx" ON "case_judgement"("created_at");

-- CreateIndex
CREATE INDEX "case_judgement_decided_at_idx" ON "case_judgement"("decided_at");

-- CreateIndex
CREATE UNIQUE INDEX "case_judgement_message_key" ON "case_judgement"("case_id", "entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "danger_assessment_submission_key_key" ON "danger_assessment"("submission_key");

-- CreateIndex
CREATE INDEX "danger_assessment_case_id_created_at_idx" ON "danger_assessment"("case_id", "created_at");

-- AddForeignKey
ALTER TABLE "case_judgement" ADD CONSTRAINT "case_judgement_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_judgement" ADD CONSTRAINT "case_judgement_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "danger_assessment" ADD CONSTRAINT "danger_assessment_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "danger_assessment" ADD CONSTRAINT "danger_assessment_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

