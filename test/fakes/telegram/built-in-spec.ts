/** The methods a bot like this one calls, for a machine without the specs: `name:Type`, `?` where it may be left out, text by default. */
export const BUILT_IN_METHODS: Record<string, string> = {
  answerCallbackQuery: 'callback_query_id text? show_alert?:Boolean url? cache_time?:Integer',
  deleteMessage: 'chat_id:Integer|String message_id:Integer',
  deleteMyCommands: 'scope?:BotCommandScope language_code?',
  deleteWebhook: 'drop_pending_updates?:Boolean',
  editMessageReplyMarkup:
    'business_connection_id? chat_id?:Integer|String message_id?:Integer inline_message_id? reply_markup?:InlineKeyboardMarkup',
  editMessageText:
    'business_connection_id? chat_id?:Integer|String message_id?:Integer inline_message_id? text? parse_mode? entities?:[]MessageEntity link_preview_options?:LinkPreviewOptions reply_markup?:InlineKeyboardMarkup',
  getChat: 'chat_id:Integer|String',
  getChatMember: 'chat_id:Integer|String user_id:Integer',
  getMe: '',
  getMyCommands: 'scope?:BotCommandScope language_code?',
  getUpdates: 'offset?:Integer limit?:Integer timeout?:Integer allowed_updates?:[]String',
  getWebhookInfo: '',
  sendAudio: 'chat_id:Integer|String audio:InputFile|String caption?',
  sendChatAction: 'business_connection_id? chat_id:Integer|String message_thread_id?:Integer action',
  sendMessage:
    'business_connection_id? chat_id:Integer|String message_thread_id?:Integer direct_messages_topic_id?:Integer text parse_mode? entities?:[]MessageEntity link_preview_options?:LinkPreviewOptions disable_notification?:Boolean protect_content?:Boolean allow_paid_broadcast?:Boolean message_effect_id? reply_parameters?:ReplyParameters reply_markup?:InlineKeyboardMarkup|ForceReply',
  sendDocument:
    'business_connection_id? chat_id:Integer|String message_thread_id?:Integer direct_messages_topic_id?:Integer document:InputFile|String thumbnail?:InputFile|String caption? parse_mode? caption_entities?:[]MessageEntity disable_content_type_detection?:Boolean disable_notification?:Boolean protect_content?:Boolean allow_paid_broadcast?:Boolean message_effect_id? reply_parameters?:ReplyParameters reply_markup?:InlineKeyboardMarkup|ForceReply',
  sendPhoto:
    'business_connection_id? chat_id:Integer|String message_thread_id?:Integer direct_messages_topic_id?:Integer photo:InputFile|String caption? parse_mode? caption_entities?:[]MessageEntity show_caption_above_media?:Boolean has_spoiler?:Boolean disable_notification?:Boolean protect_content?:Boolean allow_paid_broadcast?:Boolean message_effect_id? reply_parameters?:ReplyParameters reply_markup?:InlineKeyboardMarkup|ForceReply',
  setMyCommands: 'commands:[]BotCommand scope?:BotCommandScope language_code?',
  setMyDescription: 'description? language_code?',
  setMyShortDescription: 'short_description? language_code?',
  setWebhook:
    'url ip_address? max_connections?:Integer allowed_updates?:[]String drop_pending_updates?:Boolean secret_token?',
};

/** What their arguments are made of; `=` before the only value a field can have. */
export const BUILT_IN_TYPES: Record<string, string> = {
  BotCommand: 'command description',
  BotCommandScope:
    'one of BotCommandScopeDefault BotCommandScopeAllPrivateChats BotCommandScopeAllGroupChats BotCommandScopeAllChatAdministrators BotCommandScopeChat BotCommandScopeChatAdministrators BotCommandScopeChatMember',
  BotCommandScopeAllChatAdministrators: 'type:String=all_chat_administrators',
  BotCommandScopeAllGroupChats: 'type:String=all_group_chats',
  BotCommandScopeAllPrivateChats: 'type:String=all_private_chats',
  BotCommandScopeChat: 'type:String=chat chat_id:Integer|String',
  BotCommandScopeChatAdministrators: 'type:String=chat_administrators chat_id:Integer|String',
  BotCommandScopeChatMember: 'type:String=chat_member chat_id:Integer|String user_id:Integer',
  BotCommandScopeDefault: 'type:String=default',
  CopyTextButton: 'text',
  ForceReply: 'force_reply:Boolean input_field_placeholder? selective?:Boolean',
  InlineKeyboardButton:
    'text icon_custom_emoji_id? style? url? callback_data? switch_inline_query? switch_inline_query_current_chat? copy_text?:CopyTextButton pay?:Boolean',
  InlineKeyboardMarkup: 'inline_keyboard:[][]InlineKeyboardButton',
  LinkPreviewOptions:
    'is_disabled?:Boolean url? prefer_small_media?:Boolean prefer_large_media?:Boolean show_above_text?:Boolean',
  MessageEntity:
    'type offset:Integer length:Integer url? language? custom_emoji_id? unix_time?:Integer date_time_format?',
  ReplyParameters:
    'message_id:Integer chat_id?:Integer|String allow_sending_without_reply?:Boolean quote? quote_parse_mode? quote_entities?:[]MessageEntity quote_position?:Integer checklist_task_id?:Integer poll_option_id?',
  Update:
    'update_id:Integer message?:Message edited_message?:Message channel_post?:Message edited_channel_post?:Message business_connection?:BusinessConnection business_message?:Message edited_business_message?:Message deleted_business_messages?:BusinessMessagesDeleted guest_message?:Message message_reaction?:MessageReactionUpdated message_reaction_count?:MessageReactionCountUpdated inline_query?:InlineQuery chosen_inline_result?:ChosenInlineResult callback_query?:CallbackQuery shipping_query?:ShippingQuery pre_checkout_query?:PreCheckoutQuery purchased_paid_media?:PaidMediaPurchased poll?:Poll poll_answer?:PollAnswer my_chat_member?:ChatMemberUpdated chat_member?:ChatMemberUpdated chat_join_request?:ChatJoinRequest chat_boost?:ChatBoostUpdated removed_chat_boost?:ChatBoostRemoved managed_bot?:ManagedBotUpdated',
};
